import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { usePassed } from "@/components/drops/shop-clock";
import type { CartLine, HeardLevel } from "@/lib/checkout/rules";

const after = { leastMs: 500, withinMs: 3_000 };

/**
 * Reads the page again, once for each, when something in the cart comes on sale: by the clock of its drop, or since staff show it again. Not all
 * pages come at once.
 */
export function useOnSaleAgain(lines: readonly CartLine[], levels: ReadonlyMap<string, HeardLevel>): void {
  const router = useRouter();
  const asked = useRef(new Set<string>());
  const off = lines.filter(({ onSale }) => !onSale);
  const opensAt = off.reduce<number | null>((first, line) => earlier(first, line.opensAt), null);
  const hasOpened = usePassed(opensAt) && opensAt !== null;
  const back = off.filter((line) => line.opensAt === null && (levels.get(line.variantId)?.available ?? 0) > 0);
  const due = [...(hasOpened ? [`${opensAt}`] : []), ...back.map(({ variantId }) => variantId)].join(" ");
  useEffect(() => {
    if (due === "" || asked.current.has(due)) return undefined;
    const read = () => {
      asked.current.add(due);
      router.refresh();
    };
    const timer = setTimeout(read, after.leastMs + Math.random() * after.withinMs);
    return () => clearTimeout(timer);
  }, [due, router]);
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

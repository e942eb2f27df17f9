import { usePassed } from "@/components/drops/shop-clock";
import { useReadApart } from "@/components/live/use-read-apart";
import type { CartLine, HeardLevel } from "@/lib/checkout/rules";

/**
 * Reads the page again, once for each, when something in the cart comes on sale: by the clock of its drop, or since staff show it again.
 */
export function useOnSaleAgain(lines: readonly CartLine[], levels: ReadonlyMap<string, HeardLevel>): void {
  const off = lines.filter(({ onSale }) => !onSale);
  const opensAt = off.reduce<number | null>((first, line) => earlier(first, line.opensAt), null);
  const hasOpened = usePassed(opensAt) && opensAt !== null;
  const back = off.filter((line) => line.opensAt === null && (levels.get(line.variantId)?.available ?? 0) > 0);
  const due = [...(hasOpened ? [`${opensAt}`] : []), ...back.map(({ variantId }) => variantId)].join(" ");
  useReadApart(due);
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

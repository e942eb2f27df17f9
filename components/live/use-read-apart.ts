import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const after = { leastMs: 500, withinMs: 3_000 };

/** Reads the page again, once for each text that names something due ("" nothing is), at a moment of its own: a thousand open pages may hear of it at once. */
export function useReadApart(due: string): void {
  const router = useRouter();
  const asked = useRef(new Set<string>());
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

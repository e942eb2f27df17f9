import { Info } from "lucide-react";
import type { CartLine } from "@/lib/checkout/rules";

/** A cart promises nothing, and says so loudest when little is left. */
export function NothingKept({ lines, until }: { lines: readonly CartLine[]; until: "check out" | "order" }) {
  const low = lines.filter((line) => line.most > 0 && line.available <= 5);
  if (low.length === 0) return <p className="small mt-3">Nothing is kept for you until you {until}.</p>;
  const names = low.map((line) => `${line.itemName}: ${line.available === 1 ? "last one" : `${line.available} left`}`);
  return (
    <p className="notice mt-4">
      <Info className="ico" aria-hidden />
      <span>
        Nothing is kept for you until you {until}. {names.join(". ")}.
      </span>
    </p>
  );
}

"use client";

import { Info } from "lucide-react";
import { useLinesNow } from "@/components/cart/cart-now";

type Props = {
  /** Whether checking out keeps what is in it. */
  keeps: boolean;
  waitsForCode?: boolean;
  /** Until when what it holds is kept, as a clock shows it, where another tab checks out with it. */
  keptUntil?: string | null;
};

/** A cart promises nothing, and says so loudest when little is left; while it is checked out it says until when that is kept. */
export function NothingKept({ keeps, waitsForCode = false, keptUntil = null }: Props) {
  const lines = useLinesNow();
  const until = keeps ? (waitsForCode ? "enter the code that we send you" : "check out") : "order";
  if (keptUntil && lines.some(({ own }) => own > 0))
    return (
      <p className="small mt-3">
        What you are checking out is kept for you until {keptUntil}.
        {waitsForCode && ` The rest is not, until you ${until}.`}
      </p>
    );
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

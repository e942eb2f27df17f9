import { Info } from "lucide-react";

/** Said of a cart that an earlier order was put into. */
export function FromOrder({ number, day }: { number: string; day: string }) {
  return (
    <p className="notice plain mt-3" role="status">
      <Info className="ico" aria-hidden />
      <span>
        This is what order {number} was, for {day}. What is gone, short or has another price now is said below.
      </span>
    </p>
  );
}

import type { OwnTime } from "@/components/orders/own/own-view";
import { FieldError } from "@/components/ui/form-words";

type Props = {
  times: readonly OwnTime[];
  /** The order's own time, where the day stays. */
  kept: string;
  chosen: string;
  wrong: string | undefined;
};

/** The times of the chosen day. Who names none keeps theirs, or on another day gets the first with room. */
export function OwnTimes({ times, kept, chosen, wrong }: Props) {
  if (times.length === 0) return null;
  const known = times.some(({ id, off }) => id === chosen && !off);
  return (
    <div className="blk">
      <div className="field mt-0">
        <label htmlFor="slot">When will you come?</label>
        <select
          className="in"
          id="slot"
          name="slot"
          defaultValue={known ? chosen : ""}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "slot-wrong" : undefined}
        >
          <option value="">{kept ? `As it is: ${kept}` : "The first time with room"}</option>
          {times.map(({ id, words, off }) => (
            <option key={id} value={id} disabled={off !== ""}>
              {off ? `${words}, ${off}` : words}
            </option>
          ))}
        </select>
        <FieldError id="slot-wrong" words={wrong} />
      </div>
    </div>
  );
}

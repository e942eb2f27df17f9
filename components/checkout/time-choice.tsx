"use client";

import { useState } from "react";
import { chosenTime, saidOf, type Times, whyNot } from "@/components/checkout/times";
import { useLiveSlots } from "@/components/live/use-live-slots";
import { FieldError } from "@/components/ui/form-words";

type Props = Times & {
  /** The time that was chosen before, if any. */
  before: string;
  error: string | undefined;
};

/**
 * When to collect, within the chosen day. A time that is full says so at once, also when it fills up elsewhere, and cannot be chosen; one that staff
 * take away goes, and a new one is there.
 */
export function TimeChoice({ day, times, work, before, locale, error }: Props) {
  const shown = useLiveSlots(times.length > 0 ? day : null, times, locale);
  const [picked, setPicked] = useState(before);
  const chosen = chosenTime({ shown, work, picked });
  if (times.length === 0) return null;
  return (
    <fieldset className="blk" aria-describedby={error ? "slot-error" : undefined}>
      <legend className="title">When will you come?</legend>
      <div className="times">
        {shown.map(({ id, words, ...slot }) => {
          const why = whyNot(slot, work);
          return (
            <label className={why ? "pick off" : "pick"} key={id}>
              <input
                type="radio"
                name="slot"
                value={id}
                checked={id === chosen?.id}
                onChange={() => setPicked(id)}
                disabled={why !== ""}
                aria-invalid={error ? true : undefined}
              />
              <span>
                {words}
                {why && <small>{why}</small>}
              </span>
            </label>
          );
        })}
      </div>
      <p className="small" role="status">
        {saidOf({ shown, work, picked })}
      </p>
      <FieldError id="slot-error" words={error} />
    </fieldset>
  );
}

"use client";

import { useState } from "react";
import { useLiveSlots } from "@/components/live/use-live-slots";
import { type OwnDay, whyNotInto } from "@/components/orders/own/own-view";
import { FieldError } from "@/components/ui/form-words";

type Props = {
  day: OwnDay | undefined;
  /** What the order takes of a time, in work units. */
  work: number;
  /** The order's own time, where the day stays. */
  kept: string;
  /** The time that was chosen before, if any. */
  chosen: string;
  wrong: string | undefined;
};

const noTimes: OwnDay["times"] = [];

/**
 * The times of the chosen day, as they fill up. Who names none keeps theirs, or on another day gets the first with room; so does who named one that
 * fills up elsewhere.
 */
export function OwnTimes({ day, work, kept, chosen, wrong }: Props) {
  const times = day?.times ?? noTimes;
  const now = useLiveSlots(times.length > 0 && day ? day.day : null, times);
  const [picked, pick] = useState(chosen);
  if (!day || times.length === 0) return null;
  const shown = times.map((time) => {
    const { id, words } = time;
    return { id, words, off: whyNotInto({ ...time, ...now.get(id) }, { work, freed: day.freed }) };
  });
  const mine = shown.find(({ id }) => id === picked);
  const nameless = kept ? `As it is: ${kept}` : "The first time with room";
  return (
    <div className="blk">
      <div className="field mt-0">
        <label htmlFor="slot">When will you come?</label>
        <select
          className="in"
          id="slot"
          name="slot"
          value={mine?.off === "" ? mine.id : ""}
          onChange={(event) => pick(event.currentTarget.value)}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "slot-wrong" : undefined}
        >
          <option value="">{nameless}</option>
          {shown.map(({ id, words, off }) => (
            <option key={id} value={id} disabled={off !== ""}>
              {off ? `${words}, ${off}` : words}
            </option>
          ))}
        </select>
        <p className="small" role="status">
          {mine?.off && !wrong && `The time that you chose has no room for it now. ${nameless}.`}
        </p>
        <FieldError id="slot-wrong" words={wrong} />
      </div>
    </div>
  );
}

"use client";

import { useState } from "react";
import { useLiveSlots } from "@/components/live/use-live-slots";
import { type OwnDay, stuckWords, whyNotInto, whyNotMore } from "@/components/orders/own/own-view";
import { FieldError } from "@/components/ui/form-words";

type Props = {
  day: OwnDay | undefined;
  /** What the order takes of a time, in work units. */
  work: number;
  /** The order's own time in words, where the day stays. */
  kept: string;
  /** The time that was chosen before, if any. */
  chosen: string;
  /** The order's own time: kept, not moved into. */
  own: string | undefined;
  wrong: string | undefined;
  locale: string;
};

const noTimes: OwnDay["times"] = [];

/**
 * The times of the chosen day, as they fill up, come and go. Who names none keeps theirs, or on another day gets the first with room; so does who
 * named one that fills up elsewhere or is taken away. Where their own takes no more of the order, since the shop closed it or offers it no longer, that is said before they press.
 */
export function OwnTimes({ day, work, kept, chosen, own, wrong, locale }: Props) {
  const times = day?.times ?? noTimes;
  const now = useLiveSlots(day && (times.length > 0 || kept) ? day.day : null, times, locale);
  const [picked, pick] = useState(times.some(({ id }) => id === chosen && id !== own) ? chosen : "");
  if (!day || (times.length === 0 && !kept)) return null;
  const stuck = kept && whyNotMore(now.find(({ id }) => id === own));
  const shown = now
    .filter(({ id }) => id !== own)
    .map((time) => ({ id: time.id, words: time.words, off: whyNotInto(time, { work, freed: day.freed }) }));
  const mine = shown.find(({ id }) => id === picked);
  const lost = mine ? mine.off && "has no room for it now" : picked && "cannot be had any more";
  const nameless = kept ? ["As it is: ", kept, stuck && `, ${stuck}`].join("") : "The first time with room";
  const said = lost ? `The time that you chose ${lost}. ${nameless}.` : stuckWords(picked ? "" : stuck);
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
          {!wrong && said}
        </p>
        <FieldError id="slot-wrong" words={wrong} />
      </div>
    </div>
  );
}

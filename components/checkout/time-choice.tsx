"use client";

import { useState } from "react";
import type { Times } from "@/components/checkout/times";
import { useLiveSlots } from "@/components/live/use-live-slots";
import { FieldError } from "@/components/ui/form-words";

const closedWords = { closed: "Closed", past: "Too late" } as const;

/** When to collect, within the chosen day. A time that is full says so at once, also when it fills up elsewhere, and cannot be chosen. */
export function TimeChoice({ day, times, work, before, error }: Times & { error: string | undefined }) {
  const now = useLiveSlots(times.length > 0 ? day : null, times);
  const [picked, setPicked] = useState(before);
  const shown = times.map((time) => ({ ...time, ...now.get(time.id) }));
  const free = shown.filter(({ state, room }) => state === "open" && room >= work);
  const chosen = free.find(({ id }) => id === picked) ?? free[0];
  if (times.length === 0) return null;
  return (
    <fieldset className="blk" aria-describedby={error ? "slot-error" : undefined}>
      <legend className="title">When will you come?</legend>
      <div className="times">
        {shown.map(({ id, words, state, room }) => {
          const why = state === "open" ? (room < work ? "Full" : "") : closedWords[state];
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
        {saidOf({ picked, chosen: chosen?.id, any: free.length > 0 })}
      </p>
      <FieldError id="slot-error" words={error} />
    </fieldset>
  );
}

function saidOf({ picked, chosen, any }: { picked: string; chosen: string | undefined; any: boolean }): string {
  if (!any) return "No time of this day has room for all of it. Choose another day, or less.";
  return picked && picked !== chosen ? "The time that you chose is full now. This is the next with room." : "";
}

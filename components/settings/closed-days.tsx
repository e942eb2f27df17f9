"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { Submit } from "@/components/ui/submit";

export type ClosedDayView = { day: string; words: string; reason: string };

type Props = { days: readonly ClosedDayView[]; today: string; close: StaffAction; reopen: StaffAction };

/** Single days on which the shop is closed, with the reason that customers read. */
export function ClosedDays({ days, today, close, reopen }: Props) {
  return (
    <Section
      title="Closed days"
      words="Holidays and days off. Nobody can order for them; orders that are in stay until you cancel them."
    >
      {days.length > 0 ? (
        <ul className={s.days}>
          {days.map(({ day, words, reason }) => (
            <li key={day}>
              <b>{words}</b>
              <span className="mid">{reason}</span>
              <span className="push" />
              <StaffForm action={reopen} about={day} label={`Open ${words}`}>
                {({ pending }) => (
                  <>
                    <input type="hidden" name="day" value={day} />
                    <button type="submit" className="btn small" aria-busy={pending}>
                      Open again
                    </button>
                  </>
                )}
              </StaffForm>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">No closed days ahead.</p>
      )}
      <ActionForm action={close} about="closed-day" label="Close a day" resets>
        <div className={s.pair}>
          <TextField name="day" label="Day" type="date" min={today} required />
          <TextField name="reason" label="Reason" maxLength={120} placeholder="Bank holiday" required={false} />
        </div>
        <p>
          <Submit className="btn">Close this day</Submit>
        </p>
      </ActionForm>
    </Section>
  );
}

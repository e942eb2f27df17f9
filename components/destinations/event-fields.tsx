"use client";

import s from "@/components/destinations/destinations.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { CheckField } from "@/components/ui/admin-field";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";

type Props = { events: readonly string[]; personal: boolean };

/** What a destination hears of, and whether persons go along. */
export function EventFields({ events, personal }: Props) {
  const { state } = useActionForm();
  return (
    <>
      <fieldset className={s.events} aria-describedby={state.fields?.events ? "events-wrong" : undefined}>
        <legend>It hears of</legend>
        {Object.entries(exportedEvents).map(([type, words]) => (
          <CheckField key={type} name={`event:${type}`} label={words} defaultChecked={events.includes(type)} />
        ))}
        {state.fields?.events && (
          <p id="events-wrong" className="wrong">
            {state.fields.events}
          </p>
        )}
      </fieldset>
      <CheckField
        name="personal"
        label="Names, addresses, numbers and notes go along"
        hint="Without it the other side sees what was ordered, and not by whom."
        defaultChecked={personal}
      />
    </>
  );
}

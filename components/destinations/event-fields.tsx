"use client";

import s from "@/components/destinations/destinations.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { CheckField } from "@/components/ui/admin-field";
import { type DestinationKind, orderEvents, stockEvents, tellsOfStock } from "@/lib/deliveries/rules-of-destinations";

type Props = { kind: DestinationKind; events: readonly string[]; personal: boolean };

/** What a destination hears of, and whether persons go along. */
export function EventFields({ kind, events, personal }: Props) {
  const { state } = useActionForm();
  return (
    <>
      <fieldset className={s.events} aria-describedby={state.fields?.events ? "events-wrong" : undefined}>
        <legend>It hears of</legend>
        <Choices of={orderEvents} chosen={events} />
        {state.fields?.events && (
          <p id="events-wrong" className="wrong">
            {state.fields.events}
          </p>
        )}
      </fieldset>
      {tellsOfStock(kind) ? (
        <fieldset className={s.events} aria-describedby="stock-how">
          <legend>And of stock</legend>
          <Choices of={stockEvents} chosen={events} />
          <p id="stock-how" className={`quiet meta ${s.how}`}>
            Within seconds, for days that are not over, with the numbers of that moment.
          </p>
        </fieldset>
      ) : (
        <p className="quiet meta">Each row is an order, so it does not hear when something sells out.</p>
      )}
      <CheckField
        name="personal"
        label="Names, addresses, numbers and notes go along"
        hint="Without it the other side sees what was ordered, and not by whom."
        defaultChecked={personal}
      />
    </>
  );
}

function Choices({ of, chosen }: { of: Readonly<Record<string, string>>; chosen: readonly string[] }) {
  return Object.entries(of).map(([type, words]) => (
    <CheckField key={type} name={`event:${type}`} label={words} defaultChecked={chosen.includes(type)} />
  ));
}

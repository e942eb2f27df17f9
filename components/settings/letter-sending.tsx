"use client";

import { useState } from "react";
import { clockValue } from "@/components/settings/letter-words";
import s from "@/components/settings/letters.module.css";
import { CheckField, QuantityField, SelectField, TextField } from "@/components/ui/admin-field";
import type { Shop } from "@/lib/settings/queries";
import type { MessageKind } from "@/lib/settings/words";

export type SendingValues = Pick<
  Shop,
  "tellAccepted" | "remindPickup" | "remindPickupHours" | "remindPickupMinute" | "acceptsByItself"
>;

const choices = [
  { value: "never", words: "Never" },
  { value: "evening", words: "The day before, at" },
  { value: "hours", words: "Hours before the pickup" },
] as const;

/** What a letter's form asks about its sending, each as its field sends it. */
export function sendingFields(
  kind: MessageKind,
  values: SendingValues,
): { name: string; label: string; value: string }[] {
  if (kind === "accepted") return [{ name: "tellAccepted", label: "Sent", value: values.tellAccepted ? "on" : "" }];
  if (kind !== "reminder") return [];
  return [
    { name: "remindPickup", label: "When", value: values.remindPickup },
    { name: "remindPickupMinute", label: "At", value: clockValue(values.remindPickupMinute) },
    { name: "remindPickupHours", label: "Hours before", value: String(values.remindPickupHours) },
  ];
}

/** Whether and when a letter is sent, where the shop chooses. */
export function LetterSending({ kind, values }: { kind: MessageKind; values: SendingValues }) {
  if (kind === "accepted") return <Accepted values={values} />;
  return kind === "reminder" ? <Reminder values={values} /> : null;
}

function Accepted({ values }: { values: SendingValues }) {
  const twice = "Your orders are accepted by themselves: customers would get two letters at once.";
  return (
    <section className={`panel ${s.fields}`} aria-label="When">
      <CheckField
        name="tellAccepted"
        label="Tell customers when you accept their order"
        hint={values.acceptsByItself ? twice : "Once it can no longer be taken back, ten seconds later."}
        defaultChecked={values.tellAccepted}
      />
    </section>
  );
}

function Reminder({ values }: { values: SendingValues }) {
  const [when, setWhen] = useState<string>(values.remindPickup);
  return (
    <section className={`panel ${s.fields}`} aria-label="When">
      <div className={s.pair}>
        <SelectField
          name="remindPickup"
          label="Remind customers"
          options={choices}
          defaultValue={values.remindPickup}
          onChange={({ currentTarget }) => setWhen(currentTarget.value)}
        />
        <div hidden={when !== "evening"}>
          <TextField
            name="remindPickupMinute"
            label="At"
            type="time"
            defaultValue={clockValue(values.remindPickupMinute)}
          />
        </div>
        <div hidden={when !== "hours"}>
          <QuantityField
            name="remindPickupHours"
            label="Hours before"
            hint="Before the time that was chosen; where there is none, before you open. Two hours before 8 is 6 in the morning."
            min={1}
            max={48}
            defaultValue={values.remindPickupHours}
          />
        </div>
      </div>
      <p className="meta quiet">
        Once for an order, its day and its time, by your shop’s clock. Whoever orders or is moved later than that is not
        reminded, nor is anybody of a day that you closed.
      </p>
    </section>
  );
}

"use client";

import s from "@/components/orders/change/change.module.css";
import { tellOf } from "@/components/orders/change/change-view";
import { SelectField, TextArea, TextField } from "@/components/ui/admin-field";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

type Props = { order: OrderSnapshot; limits: { name: number; email: number; phone: number; note: number } };

const ways = [
  { value: "email", words: "By email" },
  { value: "text", words: "By text" },
  { value: "both", words: "By email and text" },
  { value: "none", words: "Not at all" },
];

/** Who ordered, how they are told, and what they said. */
export function ChangeContact({ order: { customer, notify, note }, limits }: Props) {
  return (
    <section className={`panel ${s.contact}`} aria-labelledby="contact">
      <h2 id="contact">Customer</h2>
      <TextField name="name" label="Name" defaultValue={customer.name} maxLength={limits.name} required />
      <TextField
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        defaultValue={customer.email}
        maxLength={limits.email}
        autoComplete="off"
      />
      <TextField
        name="phone"
        label="Phone"
        type="tel"
        inputMode="tel"
        defaultValue={customer.phone}
        maxLength={limits.phone}
        autoComplete="off"
      />
      <SelectField
        name="tell"
        label="How they are told"
        hint="Also of this change, as soon as you save it."
        options={ways}
        defaultValue={tellOf(notify)}
      />
      <TextArea
        name="note"
        label="Note"
        hint="The customer reads it too."
        defaultValue={note}
        maxLength={limits.note}
        rows={3}
      />
    </section>
  );
}

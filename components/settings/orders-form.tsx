"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { OwnOrderSection, ownOrderLabels } from "@/components/settings/own-order-section";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, QuantityField, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";

const numbers = {
  acceptWithin: "Late after",
  remindAfter: "Remind after",
  defaultLowAt: "Low at",
  holdMinutes: "Keep at checkout for",
  offerMinutes: "Keep for the waiting list for",
} as const;
const words = { orderPrefix: "Before the number", remindPhone: "Text to" } as const;
const ticks = {
  acceptsByItself: "Orders are accepted by themselves",
  remindWhenOutOfTouch: "Remind when nobody looks",
} as const;

type Named = typeof numbers & typeof words & typeof ticks & typeof ownOrderLabels;
type Fields = Pick<Shop, keyof Named | "version" | "email">;

/** How orders are taken in, and who is reminded of them. */
export function OrdersForm({ shop, action }: { shop: Fields; action: StaffAction }) {
  const theirs = Object.fromEntries([
    ...[...Object.keys(numbers), ...Object.keys(ownOrderLabels)].map((name) => [
      name,
      String(shop[name as keyof typeof numbers | keyof typeof ownOrderLabels]),
    ]),
    ...Object.keys(words).map((name) => [name, shop[name as keyof typeof words]]),
    ...Object.keys(ticks).map((name) => [name, shop[name as keyof typeof ticks] ? "on" : ""]),
  ]);
  return (
    <ActionForm action={action} about="orders" label="Orders" guard draft="settings-orders">
      <ChangedMeanwhile
        version={shop.version}
        theirs={theirs}
        labels={{ ...numbers, ...words, ...ticks, ...ownOrderLabels }}
      />
      <Section
        title="Number"
        words="What is said at the counter. A change counts for new orders; old ones keep theirs."
      >
        <TextField
          name="orderPrefix"
          label="Before the number"
          hint="Up to 8 letters and signs, such as FB-. Leave it empty for figures alone."
          maxLength={8}
          autoComplete="off"
          defaultValue={shop.orderPrefix}
        />
      </Section>
      <Section title="Accepting" words="A placed order waits until somebody accepts it.">
        <CheckField
          name="acceptsByItself"
          label="Orders are accepted by themselves"
          hint="For a shop that bakes whatever was ordered. Orders that wait now are accepted too, within a minute. Nobody is reminded then."
          defaultChecked={shop.acceptsByItself}
        />
        <QuantityField
          name="acceptWithin"
          label="Late after (minutes)"
          hint="From then on the board shows an order as late."
          min={1}
          max={1440}
          defaultValue={shop.acceptWithin}
        />
      </Section>
      <Section title="Reminders" words="For the order that nobody saw. Each is sent once.">
        <QuantityField
          name="remindAfter"
          label="Remind after (minutes)"
          hint="An order that is not accepted by then is told by email and text. 0 for never."
          min={0}
          max={1440}
          defaultValue={shop.remindAfter}
        />
        <CheckField
          name="remindWhenOutOfTouch"
          label="Also when no staff page is open or in touch while orders wait"
          hint="A tablet that fell asleep, a lost connection, a closed browser."
          defaultChecked={shop.remindWhenOutOfTouch}
        />
        <TextField
          name="remindPhone"
          label="Text to"
          type="tel"
          hint={`With the country’s code, such as +44 7700 900123. Empty: by email alone${shop.email ? `, to ${shop.email}` : ""}.`}
          maxLength={40}
          defaultValue={shop.remindPhone}
        />
        {!shop.email && (
          <p className="wrong">The shop has no email address yet: give one under Shop, or nobody is told.</p>
        )}
      </Section>
      <OwnOrderSection shop={shop} />
      <Section
        title="Checkout"
        words="While somebody checks out, what is in their cart is kept for them, and nobody else can order it."
      >
        <QuantityField
          name="holdMinutes"
          label="Keep at checkout for (minutes)"
          hint="Twice that at most, however often they ask. 0: nothing is kept before an order is placed."
          min={0}
          max={60}
          defaultValue={shop.holdMinutes}
        />
        <QuantityField
          name="offerMinutes"
          label="Keep for the waiting list for (minutes)"
          hint="What comes back is kept so long for whoever is next in line, then for the one after. Never beyond the last moment to order."
          min={5}
          max={1440}
          defaultValue={shop.offerMinutes}
        />
      </Section>
      <Section title="Stock" words="When a count is called low.">
        <QuantityField
          name="defaultLowAt"
          label="Low at"
          hint="For new variants. Each can have its own."
          min={0}
          max={999}
          defaultValue={shop.defaultLowAt}
        />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

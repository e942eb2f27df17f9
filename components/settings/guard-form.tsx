"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, QuantityField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";

const numbers = { unpaidPerPerson: "Open unpaid orders per person", unpaidPerAddress: "From one connection" } as const;
const ticks = { trapForms: "Set a trap for scripts", confirmEveryone: "Everyone confirms by a code" } as const;
const labels = { ...numbers, ...ticks };

type Fields = Pick<Shop, keyof typeof numbers | keyof typeof ticks | "version">;

/** What guards the shop against scripts and hoarding: nothing is paid in advance, so both cost their sender nothing. */
export function GuardForm({ shop, sends, action }: { shop: Fields; sends: boolean; action: StaffAction }) {
  const theirs = Object.fromEntries([
    ...Object.keys(numbers).map((name) => [name, String(shop[name as keyof typeof numbers])]),
    ...Object.keys(ticks).map((name) => [name, shop[name as keyof typeof ticks] ? "on" : ""]),
  ]);
  return (
    <ActionForm action={action} about="guard" label="Against misuse" guard draft="settings-guard">
      <ChangedMeanwhile version={shop.version} theirs={theirs} labels={labels} />
      <Section
        title="Hoarding"
        words="Nothing is paid in advance, so one person could take everything. How much of an item a person may have is set on the item. These bounds hold for the shop and its API, not for orders that you take yourselves."
      >
        <QuantityField
          name="unpaidPerPerson"
          label={numbers.unpaidPerPerson}
          hint="Who has so many to collect and pay cannot place another. A person is known by email and number, however they are written. 0 for no bound."
          min={0}
          max={99}
          defaultValue={shop.unpaidPerPerson}
        />
        <QuantityField
          name="unpaidPerAddress"
          label={numbers.unpaidPerAddress}
          hint="The same for everybody on one network: a café or an office shares one, so be generous. Kept as a hash until a day after the order. 0 for no bound."
          min={0}
          max={999}
          defaultValue={shop.unpaidPerAddress}
        />
      </Section>
      <Section title="Scripts" words="Turn this on when a script orders; most shops never need it.">
        <CheckField
          name="trapForms"
          label={ticks.trapForms}
          hint="Customers’ forms get a hidden field that people leave empty and simple scripts fill in. What a script sends is not taken. Who is caught by mistake is asked to send it again, and given your number."
          defaultChecked={shop.trapForms}
        />
        <CheckField
          name="confirmEveryone"
          label={ticks.confirmEveryone}
          hint="Before checkout a code goes to the customer’s email or number, and nothing in their cart is kept until they enter it. It costs every customer a minute; single items can ask for it by themselves. The API takes no orders then."
          defaultChecked={shop.confirmEveryone}
        />
        {!sends && (
          <p className="wrong">
            Nothing is set up to send email or texts: no code would arrive, and nobody could order.
          </p>
        )}
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

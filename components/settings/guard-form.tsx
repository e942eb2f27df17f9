"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";

const ticks = { trapForms: "Set a trap for scripts" } as const;

type Fields = Pick<Shop, keyof typeof ticks | "version">;

/** What guards the shop against scripts and hoarding: nothing is paid in advance, so both cost their sender nothing. */
export function GuardForm({ shop, action }: { shop: Fields; action: StaffAction }) {
  const theirs = Object.fromEntries(
    Object.keys(ticks).map((name) => [name, shop[name as keyof typeof ticks] ? "on" : ""]),
  );
  return (
    <ActionForm action={action} about="guard" label="Against misuse" guard draft="settings-guard">
      <ChangedMeanwhile version={shop.version} theirs={theirs} labels={ticks} />
      <Section
        title="Scripts"
        words="Nothing is paid in advance, so a script could order everything. Turn these on when that happens; most shops never need them."
      >
        <CheckField
          name="trapForms"
          label={ticks.trapForms}
          hint="Customers’ forms get a hidden field that people leave empty and simple scripts fill in. What a script sends is not taken. Who is caught by mistake is asked to send it again, and given your number."
          defaultChecked={shop.trapForms}
        />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { QuantityField, SelectField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";
import { keepLimits } from "@/lib/settings/rules";
import { patienceWords } from "@/lib/settings/words";

const labels = {
  resendUnknownAfter: "What becomes of such a mail",
  keepDeliveredDays: "Keep what arrived (days)",
  keepFailedDays: "Keep what did not (days)",
} as const;

type Fields = Pick<Shop, "version" | keyof typeof labels>;

/** How long a mail whose answer was lost waits before it is sent once more, and how long records of messages are kept. */
export function PatienceForm({ shop, action }: { shop: Fields; action: StaffAction }) {
  const theirs = Object.fromEntries(
    Object.keys(labels).map((name) => [name, String(shop[name as keyof typeof labels])]),
  );
  return (
    <ActionForm action={action} about="patience" label="Lost answers and records" guard draft="settings-patience">
      <ChangedMeanwhile version={shop.version} theirs={theirs} labels={labels} />
      <Section
        title="When an answer is lost"
        words="A mail server took a mail and was cut off before it said so. Nobody knows then whether it arrived."
      >
        <SelectField
          name="resendUnknownAfter"
          label={labels.resendUnknownAfter}
          hint="Sent once more it carries the same id, so that most mail programs show it once. Until then you can say on its page that it arrived."
          options={Object.entries(patienceWords).map(([value, words]) => ({ value, words }))}
          defaultValue={String(shop.resendUnknownAfter)}
        />
      </Section>
      <Section
        title="Records"
        words="How long the deliveries page keeps a message, with its attempts, once nothing more happens to it. An order’s timeline says what became of it for good."
      >
        <QuantityField
          name="keepDeliveredDays"
          label={labels.keepDeliveredDays}
          {...keepLimits.delivered}
          defaultValue={shop.keepDeliveredDays}
        />
        <QuantityField
          name="keepFailedDays"
          label={labels.keepFailedDays}
          hint="Given up, unknown, withdrawn, or kept in the outbox."
          {...keepLimits.failed}
          defaultValue={shop.keepFailedDays}
        />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import { patienceWords } from "@/lib/settings/words";

type Props = { resendUnknownAfter: number; version: number; action: StaffAction };

/** How long a mail whose answer was lost waits before it is sent once more. */
export function PatienceForm({ resendUnknownAfter, version, action }: Props) {
  const label = "What becomes of such a mail";
  return (
    <ActionForm action={action} about="patience" label="When an answer is lost" guard draft="settings-patience">
      <ChangedMeanwhile
        version={version}
        theirs={{ resendUnknownAfter: String(resendUnknownAfter) }}
        labels={{ resendUnknownAfter: label }}
      />
      <Section
        title="When an answer is lost"
        words="A mail server took a mail and was cut off before it said so. Nobody knows then whether it arrived."
      >
        <SelectField
          name="resendUnknownAfter"
          label={label}
          hint="Sent once more it carries the same id, so that most mail programs show it once. Until then you can say on its page that it arrived."
          options={Object.entries(patienceWords).map(([value, words]) => ({ value, words }))}
          defaultValue={String(resendUnknownAfter)}
        />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

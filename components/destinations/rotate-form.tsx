"use client";

import { ShownSecret } from "@/components/destinations/shown-secret";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { TextArea } from "@/components/ui/admin-field";
import { Submit } from "@/components/ui/submit";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";

type Props = { id: string; kind: DestinationKind; rotate: StaffAction; enter: StaffAction };

/** A webhook's secret is ours to make anew; another kind's is given out by its other side, and entered here. */
export function SecretForms({ id, kind, rotate, enter }: Props) {
  if (kind === "webhook") return <Rotate id={id} rotate={rotate} />;
  const what = kind === "slack" ? "The incoming webhook’s address" : "The key file of the service account";
  return (
    <ActionForm action={enter} about={`${id}-secret`} label="Enter the secret again" resets>
      <input type="hidden" name="destinationId" value={id} />
      <TextArea
        name="secret"
        label={what}
        hint="Kept encrypted, and not shown again."
        rows={3}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <p>
        <Submit className="btn">Keep this secret</Submit>
      </p>
    </ActionForm>
  );
}

function Rotate({ id, rotate }: Pick<Props, "id" | "rotate">) {
  return (
    <ActionForm action={rotate} about={`${id}-secret`} label="Make a new secret">
      <input type="hidden" name="destinationId" value={id} />
      <p className="mid">
        Messages are signed with the old and the new one for a day, so that the receiver can change over in peace.
      </p>
      <p>
        <Submit className="btn">Make a new secret</Submit>
      </p>
      <Made />
    </ActionForm>
  );
}

function Made() {
  const { state } = useActionForm();
  return state.once ? <ShownSecret secret={state.once[0]!} /> : null;
}

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { OneTap } from "@/components/layout/one-tap";
import { OwnerProof } from "@/components/staff/owner-proof";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Role } from "@/lib/permission";

type Props = { action: StaffAction; former: { id: string; name: string; role: Role }; small?: boolean };

/** Takes someone back on the staff: at once, or for one's own password if they come back as an owner. */
export function TakeBack({ action, former: { id, name, role }, small = false }: Props) {
  const fields = { staffId: id };
  if (role !== "owner")
    return (
      <OneTap
        action={action}
        about={id}
        label={`Take ${name} back`}
        fields={fields}
        words={small ? "Take back" : `Take ${name} back`}
        className={small ? "btn small" : "btn go"}
      />
    );
  return (
    <ConfirmButton
      label={small ? "Take back…" : `Take ${name} back…`}
      className={small ? "btn small" : "btn go"}
      title={`Take ${name} back as an owner?`}
      words="They may do everything again, with the password that they had."
      confirm="Take back"
      action={action}
      about={id}
      fields={fields}
    >
      <OwnerProof />
    </ConfirmButton>
  );
}

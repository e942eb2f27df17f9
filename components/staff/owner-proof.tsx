import s from "@/components/staff/staff.module.css";
import { TextField } from "@/components/ui/admin-field";

/** One's own password, which making someone an owner takes. Beside a choice of roles it stands there while "Owner" is chosen. */
export function OwnerProof() {
  return (
    <div className={s.ownerProof}>
      <TextField
        name="password"
        label="Your password, for an owner"
        type="password"
        required
        maxLength={200}
        autoComplete="current-password"
      />
    </div>
  );
}

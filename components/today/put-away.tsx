"use client";

import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";

/** Takes the list of first steps off the page. */
export function PutAway({ action }: { action: StaffAction }) {
  return (
    <StaffForm action={action} about="first-run">
      {({ pending }) => (
        <button type="submit" className="btn small bare" aria-busy={pending}>
          Put this list away
        </button>
      )}
    </StaffForm>
  );
}

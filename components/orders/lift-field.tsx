"use client";

import { useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";

const limits = ["person_limit", "limit_passed"];

/** Lets one order pass limits, with a reason: out of the way until it was refused for one. */
export function LiftField() {
  const { state } = useActionForm();
  const refused = limits.includes(state.refusal?.code ?? "");
  return (
    <details open={refused || undefined}>
      <summary>Let this order pass limits</summary>
      <TextField
        name="lift"
        label="Why"
        hint="Stands in the order’s history and in the log, with your name. Left empty, limits hold."
        required={false}
        maxLength={200}
        autoComplete="off"
      />
    </details>
  );
}

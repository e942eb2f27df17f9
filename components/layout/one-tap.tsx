"use client";

import type { ReactNode } from "react";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";

type Props = {
  action: StaffAction;
  about: string;
  /** What it does, to whom, where its words alone do not say: for who cannot see where the button stands. */
  label?: string;
  fields?: Record<string, string>;
  words: ReactNode;
  className?: string;
};

/** A button that does one thing at once, and says if it could not. */
export function OneTap({ action, about, label, fields = {}, words, className = "btn small" }: Props) {
  return (
    <StaffForm action={action} about={about} label={label}>
      {({ state, pending }) => (
        <>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className={className} aria-label={label} aria-busy={pending}>
            {words}
          </button>
          {state.message && !state.done && (
            <p className="wrong" role="alert">
              <Glyph name="cross" />
              {state.message}
            </p>
          )}
        </>
      )}
    </StaffForm>
  );
}

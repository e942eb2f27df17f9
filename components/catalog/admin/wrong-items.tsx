"use client";

import { Glyph } from "@/components/layout/admin-icons";
import { useActionForm } from "@/components/ui/action-form";

/** What is wrong with the choice of a drop's items. */
export function WrongItems() {
  const { state } = useActionForm();
  const words = state.fields?.items;
  if (!words) return null;
  return (
    <p className="wrong" role="alert">
      <Glyph name="cross" />
      {words}
    </p>
  );
}

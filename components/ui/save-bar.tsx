"use client";

/*
 * The foot of a long ActionForm: `<SaveBar>Save the item</SaveBar>`. It stays in sight while something is unsaved, and says so.
 */

import type { ReactNode } from "react";
import { useActionForm } from "@/components/ui/action-form";
import { fillField } from "@/components/ui/form-entries";
import s from "@/components/ui/save-bar.module.css";
import { Submit } from "@/components/ui/submit";

type Props = {
  children?: ReactNode;
  /** Further buttons. */
  beside?: ReactNode;
  /** Takes back what was typed; by itself it sets every field as it was. */
  onDiscard?: () => void;
};

export function SaveBar({ children = "Save", beside, onDiscard }: Props) {
  const { dirty, pending, form, opened, touch } = useActionForm();
  const discard = () => {
    const { current } = form;
    if (!current) return;
    for (const box of current.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      const was = opened().some(([name]) => name === box.name);
      if (box.checked !== was) box.click();
    }
    for (const [name, value] of opened()) fillField(current, name, value);
    touch();
  };
  return (
    <div className={s.bar} data-dirty={dirty || undefined}>
      <Submit>{children}</Submit>
      {dirty && !pending && (
        <button type="button" className="btn" onClick={onDiscard ?? discard}>
          Discard
        </button>
      )}
      {beside}
      <span className={s.state} role="status">
        {dirty && !pending ? "Not saved yet" : ""}
      </span>
    </div>
  );
}

"use client";

/*
 * Asks once, then does it. What can be undone does not ask: do it, and offer the way back.
 *   <ConfirmButton label="Archive" title="Archive Seeded rye?" words="Customers no longer see it." confirm="Archive it"
 *     action={archiveItem} about={item.id} fields={{ itemId: item.id }} />
 * Children are further fields, such as a reason. It holds a form, so it stands outside of other forms.
 */

import type { ReactNode } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import type { IconName } from "@/components/layout/admin-icons";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import s from "@/components/ui/dialog.module.css";
import { Submit } from "@/components/ui/submit";

type ConfirmProps = {
  label: string;
  icon?: IconName;
  className?: string;
  title: string;
  /** What will happen, plainly. */
  words: ReactNode;
  /** The words of the button that does it. */
  confirm: string;
  action: StaffAction;
  about?: string;
  /** What the form sends. */
  fields?: Record<string, string>;
  /** Further fields, such as a reason. */
  children?: ReactNode;
};

export function ConfirmButton({ label, icon, className, title, words, confirm, ...form }: ConfirmProps) {
  const { action, about, fields = {}, children } = form;
  return (
    <Dialog label={label} icon={icon} className={className} title={title}>
      {(close) => (
        <ActionForm action={action} about={about} label={title} onDone={close}>
          <div>{words}</div>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <p className={s.row}>
            <Submit>{confirm}</Submit>
            <button type="button" className="btn" onClick={close}>
              Keep as it is
            </button>
          </p>
        </ActionForm>
      )}
    </Dialog>
  );
}

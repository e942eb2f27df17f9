"use client";

/*
 * A native dialog: Escape closes it, the page behind is inert, the focus comes back to where it was.
 *   <Dialog label="Add a closed day" title="A closed day">…form…</Dialog>        a button, and the dialog that it opens
 * DialogFrame is the dialog alone, for who opens and closes it by hand. To ask before something is destroyed: ./confirm-button.
 */

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Icon, type IconName } from "@/components/layout/admin-icons";
import s from "@/components/ui/dialog.module.css";

type FrameProps = { title: string; open: boolean; onClose: () => void; wide?: boolean; children: ReactNode };

/** A dialog that whoever draws it opens and closes. */
export function DialogFrame({ title, open, onClose, wide = false, children }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`panel ${s.dialog}`}
      aria-labelledby={id}
      data-wide={wide || undefined}
      onClose={onClose}
    >
      <div className={s.head}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className={`btn bare ${s.close}`}
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {open && <div className={s.body}>{children}</div>}
    </dialog>
  );
}

type DialogProps = {
  /** The words of the button that opens it. */
  label: string;
  icon?: IconName;
  /** The button's classes. */
  className?: string;
  title: string;
  wide?: boolean;
  /** A form inside closes it by calling what it is given. */
  children: ReactNode | ((close: () => void) => ReactNode);
};

export function Dialog({ label, icon, className = "btn", title, wide, children }: DialogProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {icon && <Icon name={icon} />}
        {label}
      </button>
      <DialogFrame title={title} open={open} onClose={close} wide={wide}>
        {typeof children === "function" ? children(close) : children}
      </DialogFrame>
    </>
  );
}

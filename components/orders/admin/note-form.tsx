"use client";

import { useRef } from "react";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";

type Props = { id: string; action: StaffAction; typed?: string; refused?: string };

/** A note that only staff read. Ctrl and Enter send it. */
export function NoteForm({ id, action, typed, refused }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <StaffForm
      action={action}
      about={id}
      className={s.noting}
      label="Write into the timeline"
      onDone={() => {
        if (field.current) field.current.value = "";
      }}
    >
      {({ state, pending }) => {
        const wrong = state.done ? undefined : (state.fields?.text ?? state.message ?? refused);
        return (
          <>
            <input type="hidden" name="orderId" value={id} />
            <label htmlFor="note-text">Note for staff</label>
            <textarea
              ref={field}
              id="note-text"
              name="text"
              className="field"
              rows={2}
              maxLength={1000}
              placeholder="Only staff read this"
              defaultValue={state.done ? "" : (state.typed?.text ?? typed)}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={wrong ? "note-wrong" : undefined}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
                  event.currentTarget.form?.requestSubmit();
              }}
            />
            {wrong && (
              <p id="note-wrong" className="wrong" role="alert">
                <Glyph name="cross" />
                {wrong}
              </p>
            )}
            <button type="submit" className="btn" aria-busy={pending}>
              Add note
            </button>
          </>
        );
      }}
    </StaffForm>
  );
}

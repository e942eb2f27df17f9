import type { InputHTMLAttributes } from "react";
import { FieldError } from "@/components/ui/form-words";

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  name: string;
  label: string;
  /** Beside the label: "(if you want a copy)". */
  hint?: string;
  /** What is wrong with it, if it was refused. */
  error: string | undefined;
};

/** A line to fill in, its label above, what is wrong below. */
export function Field({ name, id = name, label, hint, error, ...input }: FieldProps) {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field">
      <p className="lab">
        <label htmlFor={id}>{label}</label>{" "}
        {hint && (
          <span className="opt" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </p>
      <input
        className="in"
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        {...input}
      />
      <FieldError id={`${id}-error`} words={error} />
    </div>
  );
}

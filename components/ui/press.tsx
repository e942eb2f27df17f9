"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

type PressProps = ComponentProps<"button"> & { waiting?: string };

/** A submit button that says that it is waiting for an answer, and does not send twice. */
export function Press({ waiting, children, className = "btn", ...rest }: PressProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      {...rest}
      className={pending ? `${className} busy` : className}
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && waiting ? waiting : children}
    </button>
  );
}

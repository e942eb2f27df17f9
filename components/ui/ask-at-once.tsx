"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useKeys } from "@/components/layout/admin-keys";

/** Sends the form it stands in as soon as a select, a day or a box in it changes. What is typed waits for Enter. */
export function AskAtOnce() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = here.current?.closest("form");
    const change = ({ target }: Event) => {
      const field = target as HTMLInputElement;
      if (field.tagName === "SELECT" || ["date", "checkbox", "radio"].includes(field.type)) form?.requestSubmit();
    };
    form?.addEventListener("change", change);
    return () => form?.removeEventListener("change", change);
  }, []);
  return <span ref={here} hidden />;
}

/** "/" puts the cursor into the field it is around. */
export function SlashFocus({ children }: { children: ReactNode }) {
  const here = useRef<HTMLSpanElement>(null);
  useKeys({
    "/": () => {
      const field = here.current?.querySelector("input");
      field?.focus();
      field?.select();
    },
  });
  return (
    <span ref={here} style={{ display: "contents" }}>
      {children}
    </span>
  );
}

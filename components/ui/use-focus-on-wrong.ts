import { type RefObject, useEffect, useRef } from "react";

/** The form's ref: after a refusal the first field that it is about has the focus, so that its words are read. */
export function useFocusOnWrong(state: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is one to look at
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [state]);
  return form;
}

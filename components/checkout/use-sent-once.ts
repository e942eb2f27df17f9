"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, startTransition, useActionState } from "react";
import type { Action } from "@/components/ui/form";
import type { FormState } from "@/lib/web/action";

/** A form's state, and whether the shop answered at all. */
export type SentState = FormState & { unanswered?: boolean };

const patienceMs = 20_000;

/**
 * A form that is sent as a server action without JavaScript, and with it notices when no answer comes: then it may or may not have
 * arrived, and can be sent again. Without JavaScript the page that follows finds the form's state by where the form stands, or by a `path`, however that page is made.
 */
export function useSentOnce(action: Action, path?: string) {
  const [plain, formAction] = useActionState(action, {}, path);
  const [heard, send, pending] = useActionState<SentState | null, FormData>(
    (_, form) => answered(action({}, form)),
    null,
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
  const state: SentState = heard ?? plain;
  return { state, pending, formProps: { action: formAction, onSubmit } };
}

async function answered(answer: Promise<FormState>): Promise<SentState> {
  try {
    return await Promise.race([answer, noAnswer()]);
  } catch (error) {
    unstable_rethrow(error);
    return saidAtTheDoor(error) ?? { unanswered: true };
  }
}

/** Who is sent away before anything was done for them is told so in plain text, which Next makes an error of (scripts/web/crowd.ts). */
function saidAtTheDoor(error: unknown): SentState | undefined {
  try {
    const state = JSON.parse((error as Error).message) as SentState;
    return state.refusal?.code === "busy" ? state : undefined;
  } catch {
    return undefined;
  }
}

function noAnswer(): Promise<SentState> {
  return new Promise((resolve) => setTimeout(() => resolve({ unanswered: true }), patienceMs));
}

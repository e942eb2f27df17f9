"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState, useRef, useState, useTransition } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import type { FormState } from "@/lib/web/action";

const lost: FormState = { message: "That did not reach the shop. Please try again." };

/**
 * A staff form's answer. `dispatch` is the form's action, for a browser without JavaScript; `send` is called once the page listens. `onAnswer` hears
 * of every answer, also when what was done took the form off the page; what did not reach the shop is an answer too.
 */
export function useAnswer(action: StaffAction, onAnswer: (answer: FormState) => void) {
  const [first, dispatch] = useActionState(action, {});
  const [answer, setAnswer] = useState<FormState | null>(null);
  const [pending, start] = useTransition();
  const state = answer ?? first;
  const busy = useRef(false);
  const send = (form: FormData) => {
    if (busy.current) return;
    busy.current = true;
    start(async () => {
      const next = await ask(action, state, form).finally(() => {
        busy.current = false;
      });
      onAnswer(next);
      start(() => setAnswer(next));
    });
  };
  return { state, pending, dispatch, send };
}

async function ask(action: StaffAction, before: FormState, form: FormData): Promise<FormState> {
  try {
    return await action(before, form);
  } catch (error) {
    unstable_rethrow(error);
    return lost;
  }
}

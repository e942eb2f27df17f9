import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import type { StaffActor } from "@/lib/actor";
import { type FormState, formAction, formOf } from "@/lib/web/action";
import { keepAnswer } from "@/lib/web/answer";
import { safePath } from "@/lib/web/safe-path";
import { requireSettingUp, requireStaff } from "@/lib/web/session";
import { isWithoutScript, returnWithoutScript } from "@/lib/web/without-script";

type Run<Input> = (staff: StaffActor, input: Input) => Promise<string | FormState>;

/**
 * A form on a staff page. `run` gives the words for what was done, or the whole answer. With JavaScript the page is refreshed and the words returned;
 * without it the browser is sent back to where the form stands (its field `back`), the answer kept for that page. What is shown once is in the
 * answer or nowhere: then the page is drawn with it. `drawn`: so it is when the form is refused, as it holds more than can be kept.
 */
export function staffAction<Schema extends z.ZodType>(
  where: string,
  schema: Schema,
  run: Run<z.output<Schema>>,
  { drawn = false } = {},
) {
  const action = formAction(where, schema, async (input) => stateOf(await run(await requireStaff(), input)));
  return async (previous: FormState, sent: FormData): Promise<FormState> => {
    const form = formOf(sent);
    const state = await action(previous, form);
    if (!state.once && !(drawn && !state.done) && (await isWithoutScript())) {
      await keepAnswer(state, form);
      await returnWithoutScript(safePath(String(form.get("back") ?? "")));
    }
    refresh();
    return state;
  };
}

/**
 * A form that sets a second factor up, which is also for who is kept out because they have none. Without JavaScript the page is
 * drawn with the answer.
 */
export function setUpAction<Schema extends z.ZodType>(where: string, schema: Schema, run: Run<z.output<Schema>>) {
  const action = formAction(where, schema, async (input) =>
    stateOf(await run((await requireSettingUp()).staff, input)),
  );
  return async (previous: FormState, form: FormData): Promise<FormState> => {
    const state = await action(previous, form);
    refresh();
    return state;
  };
}

function stateOf(answer: string | FormState): FormState {
  return typeof answer === "string" ? { done: true, message: answer } : answer;
}

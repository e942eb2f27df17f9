import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import type { StaffActor } from "@/lib/actor";
import { type FormState, formAction } from "@/lib/web/action";
import { keepAnswer } from "@/lib/web/answer";
import { safePath } from "@/lib/web/safe-path";
import { requireStaff } from "@/lib/web/session";
import { isWithoutScript, returnWithoutScript } from "@/lib/web/without-script";

type Run<Input> = (staff: StaffActor, input: Input) => Promise<string | FormState>;

/**
 * A form on a staff page. `run` gives the words for what was done, or the whole answer. With JavaScript the page is refreshed and the words returned;
 * without it the browser is sent back to where the form stands (its field `back`), the answer kept for that page.
 */
export function staffAction<Schema extends z.ZodType>(where: string, schema: Schema, run: Run<z.output<Schema>>) {
  const action = formAction(where, schema, async (input) => {
    const answer = await run(await requireStaff(), input);
    return typeof answer === "string" ? { done: true, message: answer } : answer;
  });
  return async (previous: FormState, form: FormData): Promise<FormState> => {
    const state = await action(previous, form);
    if (await isWithoutScript()) await keepAnswer(state, form);
    await returnWithoutScript(safePath(String(form.get("back") ?? "")));
    refresh();
    return state;
  };
}

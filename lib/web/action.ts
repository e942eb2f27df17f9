import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { logFailure } from "@/lib/log";
import { isRefusal } from "@/lib/refusal";

/** What a form knows after it was sent: what to say, where, and what was typed. */
export type FormState = {
  done?: boolean;
  /** What is shown this once, and kept nowhere: a link to hand over, recovery codes. */
  once?: string[];
  /** Words for the whole form. */
  message?: string;
  /** Words for a field, by its name. */
  fields?: Record<string, string>;
  /** What was typed, so that a refused form keeps it; never a password, nor another secret. */
  typed?: Record<string, string>;
  refusal?: { code: string; detail: unknown };
  /** There is more to see than this answer holds: the page comes for it by itself. */
  later?: boolean;
};

type Run<Input> = (input: Input, form: FormData) => Promise<FormState | undefined>;

/**
 * A server action: parses the form with the domain's schema, runs the command, and turns refusals and outages into form state.
 * Redirects pass through. Anything else is logged once, with a reference that the person sees.
 */
export function formAction<Schema extends z.ZodType>(where: string, schema: Schema, run: Run<z.output<Schema>>) {
  return async (_previous: FormState, sent: FormData): Promise<FormState> => {
    const form = formOf(sent);
    const typed = typedIn(form);
    const parsed = schema.safeParse(Object.fromEntries(form));
    if (!parsed.success) return { fields: fieldWords(parsed.error), typed };
    try {
      return (await run(parsed.data, form)) ?? { done: true };
    } catch (error) {
      unstable_rethrow(error);
      return { ...failureState(error, where), typed };
    }
  };
}

/** The form that an action was sent: an empty one from whoever calls it with anything else, as no page does. */
export function formOf(sent: unknown): FormData {
  return sent instanceof FormData ? sent : new FormData();
}

/** The form state that tells of a refusal, an outage or a bug. */
export function failureState(thrown: unknown, where: string): FormState {
  const error = translateTrouble(thrown);
  if (isRefusal(error)) return { message: error.message, refusal: { code: error.code, detail: error.detail } };
  const reference = logFailure(error, where);
  if (error instanceof DatabaseUnreachable) {
    return {
      message: "The shop cannot reach its records right now. Nothing was changed. Please try again in a moment.",
    };
  }
  return {
    message: `Something went wrong on our side. Nothing was changed. Please try again. (Reference ${reference})`,
  };
}

function typedIn(form: FormData): Record<string, string> {
  const entries = [...form].filter(
    ([name, value]) => typeof value === "string" && !/password|token|secret|^(code|key|hook)$|^\$ACTION/i.test(name),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

function fieldWords(error: z.ZodError): Record<string, string> {
  const words: Record<string, string> = {};
  for (const issue of error.issues) words[issue.path.join(".") || "form"] ??= issue.message;
  return words;
}

import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { StaffActor } from "@/lib/actor";
import { type FormState, failureState } from "@/lib/web/action";
import { requireStaff } from "@/lib/web/session";

/** What a call came to: a value, or what is said of its refusal. */
export type Called<Value> = { value: Value; refused?: never } | { value?: never; refused: FormState };

/**
 * A server action that a page's script calls with a value and whose answer it puts in place by itself: no form, and the page is not read
 * again. Refusals and outages come back as form state.
 */
export function staffCall<Schema extends z.ZodType, Value>(
  where: string,
  schema: Schema,
  run: (staff: StaffActor, input: z.output<Schema>) => Promise<Value>,
) {
  return async (input: z.input<Schema>): Promise<Called<Value>> => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { refused: { message: parsed.error.issues[0]?.message ?? "Please try again." } };
    try {
      return { value: await run(await requireStaff(), parsed.data) };
    } catch (error) {
      unstable_rethrow(error);
      return { refused: failureState(error, where) };
    }
  };
}

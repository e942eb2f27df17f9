import type { FormState } from "@/lib/web/action";

/** A server action as forms are given it. */
export type Action = (state: FormState, form: FormData) => Promise<FormState>;

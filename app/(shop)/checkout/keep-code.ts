import type { FormState } from "@/lib/web/action";

/** Who is sent away for a moment sends the same code again: it stays in the form, which keeps no secrets otherwise. */
export function keepCode(state: FormState, form: FormData): FormState {
  if (state.refusal?.code !== "busy") return state;
  return { ...state, typed: { ...state.typed, code: String(form.get("code")) } };
}

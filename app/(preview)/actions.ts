"use server";

import type { FormState } from "@/lib/web/action";
import { requireStaff } from "@/lib/web/session";

/** What every button of a preview does. */
export async function orderNothing(_state: FormState, _form: FormData): Promise<FormState> {
  await requireStaff();
  return { message: "This is a preview: nothing is ordered here." };
}

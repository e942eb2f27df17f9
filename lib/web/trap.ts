import "server-only";
import { trapName } from "@/lib/people/rules";
import { refusals } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";

type TrapRefusals = { not_taken: { phone: string } };

const refuse: <Code extends keyof TrapRefusals>(code: Code, detail: TrapRefusals[Code]) => never =
  refusals<TrapRefusals>({
    not_taken: ({ phone }) =>
      `We could not take this, and nothing was changed. Please look over what you typed and send it once more.${phone && ` If it happens again, call us: ${phone}.`}`,
  });

/**
 * Refuses `not_taken` for a public form whose trap was filled in, while the shop wants traps. The words say nothing of the trap; the form comes
 * back without what was in it, so a person whose browser filled it in gets through the second time.
 */
export async function refuseTrapped(form: FormData): Promise<void> {
  if (!form.get(trapName)) return;
  const { trapForms, phone } = await getShop();
  if (trapForms) refuse("not_taken", { phone });
}

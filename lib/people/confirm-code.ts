import { timingSafeEqual } from "node:crypto";
import { db } from "@/lib/db/client";
import { lockCode } from "@/lib/db/locks-of-people";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { codeHash } from "@/lib/people/ask-code";
import { codeTries } from "@/lib/people/code-rules";
import { madePepper } from "@/lib/people/pepper";
import { refuse } from "@/lib/people/refusals";

/**
 * Confirms the contact that a cart's newest code was sent to. Each wrong code costs a try, however many are sent at once. Doing it again changes nothing.
 * Refuses `code_wrong` with the tries left, and `code_over` for one that is too old, used up or was never sent.
 */
export async function confirmCode({ cartId, code }: { cartId: string; code: string }): Promise<void> {
  const pepper = await madePepper(db());
  const left = await inTransaction((tx) => tryCode(tx, pepper, { cartId, code }));
  if (left === null) refuse("code_over", {});
  else if (left !== "confirmed") refuse("code_wrong", { left });
}

/** The tries that are left after a wrong code; null where none can be tried. What a try costs is stored, whatever is said. */
async function tryCode(
  tx: Tx,
  pepper: string,
  { cartId, code }: { cartId: string; code: string },
): Promise<number | "confirmed" | null> {
  const found = await lockCode(tx, cartId);
  if (found?.confirmedAt) return "confirmed";
  if (!found || found.over || found.tries >= codeTries) return null;
  const [given, kept] = [Buffer.from(codeHash(pepper, found.id, code)), Buffer.from(found.codeHash)];
  const right = given.length === kept.length && timingSafeEqual(given, kept);
  if (right) {
    await tx.$executeRaw`
      UPDATE contact_codes SET confirmed_at = holdfast_now(), sealed_code = '' WHERE id = ${found.id}`;
    return "confirmed";
  }
  await tx.$executeRaw`UPDATE contact_codes SET tries = tries + 1 WHERE id = ${found.id}`;
  return codeTries - found.tries - 1;
}

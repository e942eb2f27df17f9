import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import type { PersonKey } from "@/lib/people/keys";
import { tryUnseal } from "@/lib/secrets";

/** Where a cart's newest code went, as its page says it; null if none was sent. */
export async function findCodeSent(cartId: string): Promise<{ channel: "email" | "text"; shown: string } | null> {
  try {
    const found = await db().contactCode.findFirst({
      where: { cartId },
      orderBy: [{ madeAt: "desc" }, { id: "desc" }],
      select: { channel: true, shown: true },
    });
    return found && { channel: found.channel as "email" | "text", shown: found.shown };
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** Whether one of these contacts was confirmed for a cart. */
export async function isConfirmed(cartId: string, keys: readonly PersonKey[]): Promise<boolean> {
  const names = keys.filter(({ kind }) => kind === "contact").map(({ key }) => key);
  const where = { cartId, key: { in: names }, confirmedAt: { not: null } };
  return (await db().contactCode.findFirst({ where, select: { id: true } })) !== null;
}

/** The code itself, for the message that carries it as it is sent. Null once it was used or is too old, or no key opens it. */
export async function codeToSend(id: string): Promise<string | null> {
  const [found] = await db().$queryRaw<{ sealed: string }[]>`
    SELECT sealed_code AS sealed FROM contact_codes WHERE id = ${id} AND confirmed_at IS NULL AND ends_at > holdfast_now()`;
  return found?.sealed ? tryUnseal(found.sealed) : null;
}

import { createHmac } from "node:crypto";
import type { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { env } from "@/lib/env";

/** Whether a number wants no texts, also where it is remembered by its hash alone because its customer was erased. */
export async function isStopped(client: Tx | ReturnType<typeof db>, phone: string): Promise<boolean> {
  if (!phone) return false;
  const found = await client.textOptOut.findFirst({
    where: { phone: { in: formsOf(phone) } },
    select: { phone: true },
  });
  return found !== null;
}

/** Remembers that a number wants no texts. False if that was known. */
export async function rememberStop(tx: Tx, phone: string, via: "reply" | "refused"): Promise<boolean> {
  const known = await isStopped(tx, phone);
  const added = await tx.$executeRaw`
    INSERT INTO text_opt_outs (phone, at, via) VALUES (${phone}, holdfast_now(), ${via}) ON CONFLICT DO NOTHING`;
  return added > 0 && !known;
}

/** Forgets that a number wanted no texts. False if it had said nothing. */
export async function forgetStop(tx: Tx, phone: string): Promise<boolean> {
  const { count } = await tx.textOptOut.deleteMany({ where: { phone: { in: formsOf(phone) } } });
  return count > 0;
}

/** A number that stands by its hash alone stands itself again once somebody gave it, so that staff see it on the order. */
export async function knowAgain(tx: Tx, phone: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO text_opt_outs (phone, at, via) SELECT ${phone}, at, via FROM text_opt_outs WHERE phone = ANY(${formsOf(phone)}::text[]) LIMIT 1
    ON CONFLICT DO NOTHING`;
}

/**
 * Takes a number itself out of what is remembered of it, for a customer who is erased: a hash with a key that is not in the database is left, so
 * that STOP is obeyed still. Should every key be changed, the text service's own refusal is what is left.
 */
export async function hideStopped(tx: Tx, phones: readonly string[]): Promise<void> {
  const [key] = env().SECRETS_KEY;
  for (const phone of phones) {
    await tx.$executeRaw`
      INSERT INTO text_opt_outs (phone, at, via) SELECT ${hashOf(phone, key!)}, at, via FROM text_opt_outs WHERE phone = ${phone}
      ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`DELETE FROM text_opt_outs WHERE phone = ${phone}`;
  }
}

/** The ways in which a number may stand: itself, or a hash of it with any of the keys. */
function formsOf(phone: string): string[] {
  return [phone, ...env().SECRETS_KEY.map((key) => hashOf(phone, key))];
}

function hashOf(phone: string, key: string): string {
  return `hmac:${createHmac("sha256", Buffer.from(key, "base64")).update(`holdfast stopped number ${phone}`).digest("hex")}`;
}

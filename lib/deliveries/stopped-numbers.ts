import { createHmac } from "node:crypto";
import type { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { findPepper, madePepper } from "@/lib/people/pepper";

type Client = Tx | ReturnType<typeof db>;

/** Whether a number wants no texts, also where it is remembered by its hash alone because its customer was erased. */
export async function isStopped(client: Client, phone: string): Promise<boolean> {
  return (await listStopped(client, [phone])).has(phone);
}

/** Those of some numbers that want no texts. */
export async function listStopped(client: Client, phones: readonly string[]): Promise<Set<string>> {
  const numbers = phones.filter(Boolean);
  if (numbers.length === 0) return new Set();
  const pepper = await findPepper(client);
  const byForm = new Map(numbers.flatMap((phone) => formsWith(pepper, phone).map((form) => [form, phone] as const)));
  const where = { phone: { in: [...byForm.keys()] } };
  const found = await client.textOptOut.findMany({ where, select: { phone: true } });
  return new Set(found.map(({ phone: form }) => byForm.get(form)!));
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
  const { count } = await tx.textOptOut.deleteMany({ where: { phone: { in: await formsOf(tx, phone) } } });
  return count > 0;
}

/** A number that stands by its hash alone stands itself again once somebody gave it, so that staff see it on the order. */
export async function knowAgain(tx: Tx, phone: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO text_opt_outs (phone, at, via)
    SELECT ${phone}, at, via FROM text_opt_outs WHERE phone = ANY(${await formsOf(tx, phone)}::text[]) LIMIT 1
    ON CONFLICT DO NOTHING`;
}

/**
 * Takes a number itself out of what is remembered of it, for a customer who is erased: a hash is left, so that STOP is obeyed still. It is made with
 * a pepper that is sealed, so that the database alone does not tell whose it is.
 */
export async function hideStopped(tx: Tx, phones: readonly string[]): Promise<void> {
  const stopped = await tx.textOptOut.findMany({ where: { phone: { in: [...phones] } }, select: { phone: true } });
  for (const { phone } of stopped) {
    const hash = hashOf(phone, await madePepper(tx));
    await tx.$executeRaw`
      INSERT INTO text_opt_outs (phone, at, via) SELECT ${hash}, at, via FROM text_opt_outs WHERE phone = ${phone}
      ON CONFLICT DO NOTHING`;
    await tx.textOptOut.delete({ where: { phone }, select: { phone: true } });
  }
}

/** The ways in which a number may stand: itself, or its hash. */
async function formsOf(client: Client, phone: string): Promise<string[]> {
  return formsWith(await findPepper(client), phone);
}

function formsWith(pepper: string | null, phone: string): string[] {
  return pepper ? [phone, hashOf(phone, pepper)] : [phone];
}

function hashOf(phone: string, pepper: string): string {
  return `hmac:${createHmac("sha256", Buffer.from(pepper, "base64")).update(phone).digest("hex")}`;
}

import { createHmac, randomInt } from "node:crypto";
import type { CustomerActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { lockPeople } from "@/lib/db/locks-of-people";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { codeMinutes, codesPerHour, codeTries, shownContact } from "@/lib/people/code-rules";
import { keysOf } from "@/lib/people/keys";
import { madePepper } from "@/lib/people/pepper";
import { refuse } from "@/lib/people/refusals";
import { refuseCommon } from "@/lib/refusal";
import { seal } from "@/lib/secrets";

export type CodeFor = { cartId: string; email: string; phone: string };

/**
 * Sends a new code to whoever checks out with a cart: by email if they gave one, else by text. It holds for ten minutes and five tries. The event
 * leads to the message, which gets the code itself only as it is sent. Refuses `no_contact`, and `too_many` after five to one contact or for one cart
 * within an hour. `again: false` sends none while one can still be entered.
 */
export async function askCode(
  actor: CustomerActor,
  { cartId, email, phone }: CodeFor,
  { again = true }: { again?: boolean } = {},
): Promise<void> {
  const [channel, address] = email ? (["email", email] as const) : (["text", phone] as const);
  const pepper = await madePepper(db());
  const [own] = keysOf(pepper, email ? { email, phone: "" } : { email: "", phone });
  const key = own?.key ?? refuse("no_contact", {});
  const [id, code] = [newId("cod"), String(randomInt(1_000_000)).padStart(6, "0")];
  await inTransaction(async (tx) => {
    await lockPeople(tx, [key]);
    if (!again && (await hasCode(tx, key, cartId))) return;
    const at = await requireFewCodes(tx, key, cartId);
    const secret = { codeHash: codeHash(pepper, id, code), sealedCode: seal(code) };
    await storeCode(tx, { id, cartId, key, channel, shown: shownContact(channel, address), ...secret }, at);
    await recordEvent(tx, actor, {
      type: "customer.code_asked",
      subject: { kind: "customer", id, name: "" },
      at,
      snapshot: { channel },
      personal: { snapshot: { address } },
      told: true,
    });
    announce(tx, "jobs");
  });
}

type NewCode = Omit<Prisma.ContactCodeUncheckedCreateInput, "madeAt" | "endsAt">;

async function storeCode(tx: Tx, code: NewCode, madeAt: Date): Promise<void> {
  const endsAt = new Date(madeAt.getTime() + codeMinutes * 60_000);
  await tx.contactCode.create({ data: { ...code, madeAt, endsAt }, select: { id: true } });
}

/** How a code is kept: nothing in the database alone tells it, though there are but a million. */
export function codeHash(pepper: string, id: string, code: string): string {
  return createHmac("sha256", Buffer.from(pepper, "base64")).update(`code ${id} ${code}`).digest("base64url");
}

/** Whether the cart's newest code is one for this contact that can still be entered. */
async function hasCode(tx: Tx, key: string, cartId: string): Promise<boolean> {
  const [newest] = await tx.$queryRaw<{ live: boolean }[]>`
    SELECT key = ${key} AND confirmed_at IS NULL AND tries < ${codeTries} AND ends_at > holdfast_now() AS live
      FROM contact_codes WHERE cart_id = ${cartId} ORDER BY made_at DESC, id DESC LIMIT 1`;
  return newest?.live ?? false;
}

async function requireFewCodes(tx: Tx, key: string, cartId: string): Promise<Date> {
  const [found] = await tx.$queryRaw<{ now: Date; sent: number; first: Date | null }[]>`
    SELECT holdfast_now() AS now, count(*)::int AS sent, min(made_at) AS first
      FROM contact_codes WHERE (key = ${key} OR cart_id = ${cartId}) AND made_at > holdfast_now() - interval '1 hour'`;
  const { now, sent, first } = found ?? { now: new Date(), sent: 0, first: null };
  if (sent >= codesPerHour && first) {
    const seconds = Math.ceil((first.getTime() + 3_600_000 - now.getTime()) / 1000);
    refuseCommon("too_many", { retryAfterSeconds: Math.max(1, seconds) });
  }
  return now;
}

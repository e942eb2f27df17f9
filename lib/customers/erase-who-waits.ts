import { type Actor, requirePermission } from "@/lib/actor";
import { eraseAsked } from "@/lib/customers/erase-asked";
import { eraseCarts } from "@/lib/customers/erase-carts";
import { eraseCodes } from "@/lib/customers/erase-codes";
import { eraseCounted } from "@/lib/customers/erase-counted";
import { erasePlaces } from "@/lib/customers/erase-places";
import { eraseWishes } from "@/lib/customers/erase-wishes";
import type { EraseWaitingInput } from "@/lib/customers/input";
import type { Contact } from "@/lib/customers/person";
import { refuse } from "@/lib/customers/refusals";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { hideStopped } from "@/lib/deliveries/stopped-numbers";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";

export type ErasedWaiting = { places: number; wishes: number };

/**
 * Erases a person who ordered nothing, by one of their places on waiting lists or of their wishes to be told of a drop: all of those, what they typed at
 * checkout, the personal part of what happened, and the addresses and words of every message. Where they are in line they leave it, and what was
 * kept for them goes to the next. All of it or nothing, once. Refuses `has_orders` for whom their orders are erased with the rest, `still_telling`,
 * `already_erased`, `not_found`, `busy`.
 */
export async function eraseWhoWaits(actor: Actor | null, { waitingId }: EraseWaitingInput): Promise<ErasedWaiting> {
  const who = requirePermission(actor, "customers.erase");
  return inTransaction(async (tx) => {
    const contact = await readContact(tx, waitingId);
    await eraseCarts(tx, [], contact);
    await requireNoOrders(tx, contact);
    await hideStopped(tx, contact.phone ? [contact.phone] : []);
    await eraseAsked(tx, contact.email);
    await eraseCodes(tx, contact);
    await eraseCounted(tx, contact);
    const wishes = await eraseWishes(tx, contact.email);
    const places = await erasePlaces(tx, who, contact);
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    const name = "somebody who ordered nothing";
    const subject = { kind: "customer" as const, id: waitingId, name };
    await recordEvent(tx, who, { type: "customer.erased", subject, at, snapshot: { places, wishes } });
    announce(tx, "deliveries", "waiting");
    return { places, wishes };
  });
}

/** Whose a place or a wish is. */
async function readContact(tx: Tx, id: string): Promise<Contact> {
  const [found] = await tx.$queryRaw<{ contact: string }[]>`
    SELECT contact FROM waiting_places WHERE id = ${id} UNION ALL SELECT email FROM drop_wishes WHERE id = ${id}`;
  if (!found) return refuseCommon("not_found", { what: "customer" });
  if (!found.contact) return refuse("already_erased", {});
  return found.contact.includes("@") ? { email: found.contact, phone: "" } : { email: "", phone: found.contact };
}

async function requireNoOrders(tx: Tx, { email, phone }: Contact): Promise<void> {
  const [found] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM orders WHERE (${email} <> '' AND lower(customer_email) = ${email}) OR (${phone} <> '' AND customer_phone = ${phone}) LIMIT 1`;
  if (found) refuse("has_orders", {});
}

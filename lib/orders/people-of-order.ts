import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { Demand } from "@/lib/orders/demand";
import type { Contact } from "@/lib/orders/input";
import { orderNumber } from "@/lib/orders/number";
import type { Offer } from "@/lib/orders/offer";
import { limitWords } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { checkPerson, type Ordering, refusePassed } from "@/lib/people/check-person";
import { isConfirmed } from "@/lib/people/code-queries";
import { keysOf } from "@/lib/people/keys";
import { openPepper } from "@/lib/people/pepper";
import { refuse, ruleWords } from "@/lib/people/refusals";
import { askedOf } from "@/lib/people/rules";
import { isConfirmedInLine } from "@/lib/waiting/queries";

/**
 * Refuses `confirm_contact` where a customer orders what only confirmed contacts can, or the shop wants everyone confirmed, and no code confirmed
 * this contact for this cart, nor the link of the place in line whose offer it took up. The API has no such page: it is refused as well. Staff see whom they order for.
 */
export async function requireConfirmed(
  actor: Actor,
  { keys, confirm, customer }: Pick<Ordering, "keys"> & Pick<Contact, "customer"> & { confirm: boolean },
  cartId: string | undefined,
): Promise<void> {
  if (!confirm || actor.kind === "staff" || actor.kind === "system") return;
  if (actor.kind === "api" || cartId === undefined) return refuse("confirm_contact", { door: "api" });
  if ((await isConfirmed(cartId, keys)) || (await isConfirmedInLine(cartId, customer))) return;
  refuse("confirm_contact", { door: "web" });
}

/** Whether who orders this has to be confirmed. */
export function needsConfirmed(offer: Offer, demand: readonly Demand[]): boolean {
  return offer.confirmEveryone || demand.some((line) => line.confirmContact);
}

type Ordered = { contact: Contact; from?: string | undefined; lift?: string | undefined };

/** Who orders, and what of it is limited per person. `from` is the network address; it is kept only where the shop bounds those. */
export async function orderingOf(
  offer: Offer,
  demand: readonly Demand[],
  { contact, from }: Ordered,
): Promise<Ordering> {
  const { bounds, phone, locale, timezone } = offer;
  const address = bounds.unpaidPerAddress > 0 ? from : undefined;
  const { email, phone: number } = contact.customer;
  const keys = keysOf(await openPepper(offer.sealedPepper), { email, phone: number, address });
  return { keys, asked: askedOf(demand), bounds, clock: { locale, timezone, phone } };
}

/**
 * Locks whoever orders, where anything is limited, and holds them to it; before orders and stock are locked. With a reason to lift, limits per person
 * are passed over. Returns the rules that were, in words. Refuses `person_limit` with every item that passes its limit, and `too_many_unpaid`.
 */
export async function holdToLimits(tx: Tx, ordering: Ordering, lift: string | undefined): Promise<string[]> {
  const passed = await checkPerson(tx, ordering);
  if (!lift) refusePassed(passed, ordering.clock);
  return passed.map(ruleWords);
}

/** The limits per order that a demand passes, in words. */
export function passedPerOrder(demand: readonly Demand[]): string[] {
  return demand.flatMap((line) =>
    line.limitPerOrder !== null && line.quantity > line.limitPerOrder
      ? [limitWords({ name: line.itemName, limit: line.limitPerOrder })]
      : [],
  );
}

type Lifted = { rules: readonly string[]; reason: string | undefined; at: Date };

/** Records that staff let an order pass limits, and why. Nothing if it passed none. */
export async function recordLift(
  tx: Tx,
  actor: Actor,
  order: Pick<OrderSnapshot, "id" | "number" | "numberPrefix">,
  { rules, reason, at }: Lifted,
): Promise<void> {
  if (!reason || rules.length === 0) return;
  await recordEvent(tx, actor, {
    type: "order.limit_lifted",
    subject: { kind: "order", id: order.id, name: orderNumber(order) },
    orderId: order.id,
    at,
    snapshot: { rules: [...rules] },
    personal: { snapshot: { text: reason } },
    told: false,
  });
}

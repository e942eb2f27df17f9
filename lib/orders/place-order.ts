import type { Actor } from "@/lib/actor";
import { claimKey, findSpentKey } from "@/lib/checkout/claim-key";
import { inTransaction, translateTrouble } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { checkTerms, type Demand, sumDemand, wantedIn } from "@/lib/orders/demand";
import { draftOrder, type Terms } from "@/lib/orders/draft-order";
import { findEarlierOrder, type PlacedOrder } from "@/lib/orders/earlier-order";
import { refuseEarly } from "@/lib/orders/early-check";
import { checkContent, type Intent, readIntent } from "@/lib/orders/intent-of-order";
import { isOutdated, NotOpen } from "@/lib/orders/not-open";
import { type Offer, offerToStaff, readOffer } from "@/lib/orders/offer";
import type { OrderRequest } from "@/lib/orders/order-request";
import {
  holdToLimits,
  needsConfirmed,
  orderingOf,
  passedPerOrder,
  recordLift,
  requireConfirmed,
} from "@/lib/orders/people-of-order";
import { refuse } from "@/lib/orders/refusals";
import { recordRefusedDemand } from "@/lib/orders/refused-demand";
import { holdSlotFor, isBound, lostSlot, slotFor } from "@/lib/orders/slot-of-order";
import type { StillOpen } from "@/lib/orders/still-open-sql";
import { takeUnits } from "@/lib/orders/take-units";
import { writeOrder } from "@/lib/orders/write-order";
import type { PickupTime } from "@/lib/pickup/rules-of-slots";
import { jobStatement } from "@/lib/queue/enqueue";
import { isRefusal, refuseCommon } from "@/lib/refusal";

/**
 * Places an order, once per cart or key: a repeat, however concurrent, gets the order that was placed first. All of it is stored, with
 * everything that must follow from it, or nothing.
 *
 * Refuses `out_of_stock` with every short line, `price_changed`, `not_on_sale`, `not_yet`, `unknown_sku`, `limit_passed`, `person_limit`, `too_many_unpaid`, `confirm_contact`,
 * `day_closed`, `slot_full`, `slot_closed`, `slot_gone`, `shop_closed`, `paused`, `cart_empty`, `cart_gone`, `total_too_large`, `key_reused`, `form_reused` and `busy`. A refusal leaves the cart and the
 * key as they were.
 */
export async function placeOrder(actor: Actor, request: OrderRequest): Promise<PlacedOrder> {
  try {
    return await placeOnce(actor, request);
  } catch (error) {
    throw translateTrouble(error);
  }
}

async function placeOnce(actor: Actor, request: OrderRequest): Promise<PlacedOrder> {
  let anew = false;
  for (let attempt = 1; ; attempt += 1) {
    const intent = await readIntent(request);
    const outcome: Outcome = "orderId" in intent ? intent : await attemptOrder(actor, intent, anew);
    if (typeof outcome === "object") return "orderId" in outcome ? findEarlierOrder(outcome.orderId, request) : outcome;
    if (attempt === 5) return outcome === "cart_changed" ? refuse("cart_gone", {}) : refuseCommon("busy", {});
    anew ||= outcome === "outdated";
  }
}

/** `outdated`: what was read was over when the order was about to be stored. */
type Outcome = PlacedOrder | { orderId: string } | "cart_changed" | "again" | "outdated";

async function attemptOrder(actor: Actor, intent: Intent, anew: boolean): Promise<Outcome> {
  const offered = await readOffer(intent.day, {
    ...wantedIn(intent.lines),
    cartId: cartOf(intent) ?? null,
  });
  const offer = actor.kind === "staff" ? offerToStaff(offered) : offered;
  try {
    const demand = sumDemand(intent.lines, offer);
    const { expectedTotalMinor } = intent.contact;
    checkTerms(demand, offer, { expectedTotalMinor, lifted: Boolean(intent.lift), anew });
    refuseEarly(demand);
    const slot = slotFor(actor, intent.contact.slotId, offer, demand);
    return await commitOrder(actor, { ...intent, slot }, offer, demand);
  } catch (error) {
    if (error instanceof NotOpen || (!anew && isOutdated(error))) return "outdated";
    if (!isRefusal(error)) throw error;
    const spent = await findSpentKey(intent.key);
    if (spent) return checkContent(intent.key, spent);
    if (lostSlot(error, intent.contact.slotId)) return "again";
    if (isRefusal(error, "out_of_stock")) await recordRefusedDemand(intent.channel ?? actor.kind, error.detail, offer);
    throw error;
  }
}

async function commitOrder(actor: Actor, intent: Intent & Terms, offer: Offer, demand: Demand[]): Promise<Outcome> {
  const eventId = newId("evt");
  const job = await jobStatement("event.dispatch", { eventId });
  const ordering = await orderingOf(offer, demand, intent);
  const confirm = needsConfirmed(offer, demand);
  await requireConfirmed(actor, { ...ordering, ...intent.contact, confirm }, cartOf(intent));
  return inTransaction(async (tx) => {
    const claimed = await claimKey(tx, intent.key);
    if (!claimed) return refuse("cart_gone", {});
    if (claimed.orderId) return checkContent(intent.key, { ...claimed, orderId: claimed.orderId });
    if ("version" in intent.key && claimed.version !== intent.key.version) return "cart_changed";
    const lifted = await holdToLimits(tx, ordering, intent.lift);
    await holdSlotFor(tx, actor, { slot: intent.slot, offer, demand });
    const changes = await takeUnits(tx, demand, claimed.cartId);
    const { stockDays, works, ...draft } = draftOrder(actor, offer, demand, intent);
    const keys = { eventId, cartId: claimed.cartId, people: ordering.keys };
    const stillOpen = stillOpenFor(actor, offer, demand, intent.slot);
    const order = { ...draft, ...keys, stockDays, works, changes, stillOpen };
    const snapshot = { ...draft, ...(await writeOrder(tx, actor, order, job)) };
    const rules = [...passedPerOrder(demand), ...lifted];
    await recordLift(tx, actor, snapshot, { rules, reason: intent.lift, at: new Date(snapshot.placedAt) });
    const { id, number, token } = snapshot;
    return { id, number, token, repeated: false, differs: false, snapshot };
  });
}

function cartOf({ key }: Intent): string | undefined {
  return "cartId" in key ? key.cartId : undefined;
}

/** What an order is asked once more as it is stored. Staff are bound by the day and the items alone. */
function stillOpenFor(
  actor: Actor,
  { day, calendar, lastMoment: orderBy }: Offer,
  demand: readonly Demand[],
  slot: PickupTime | null,
): StillOpen {
  const variantIds = demand.map(({ variantId }) => variantId);
  return { day, calendar, variantIds, bound: isBound(actor) ? { orderBy, slotId: slot?.id ?? null } : null };
}

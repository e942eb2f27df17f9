import type { CustomerActor } from "@/lib/actor";
import { fullName } from "@/lib/catalog/rules";
import type { Tx } from "@/lib/db/transaction";
import { applyChange } from "@/lib/orders/apply-change";
import { type Offer, type OfferedVariant, readOffer } from "@/lib/orders/offer";
import { readOwnUntil } from "@/lib/orders/own-until";
import { asAdditions, type OwnAddition, type OwnWishes } from "@/lib/orders/own-wishes";
import { lockPeopleOfChange, type PeopleOfChange } from "@/lib/orders/people-of-change";
import type { StockedLine } from "@/lib/orders/plan-change";
import { type NamedLine, refuse } from "@/lib/orders/refusals";
import { requireBefore, requireStillOpen } from "@/lib/orders/require-still-open";
import { refuseUnlessTaking } from "@/lib/orders/require-taking";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { listUnconfirmed } from "@/lib/orders/unconfirmed";
import { refuseChangedToCustomer } from "@/lib/orders/who-changed";
import { refuse as refusePerson } from "@/lib/people/refusals";

/** Reads what a customer's change is measured by: what the shop offers for the day wanted. Without a lock. */
export function readOwnOffer(order: OrderSnapshot, { day, added = [] }: OwnWishes): Promise<Offer> {
  const ids = [...order.lines, ...added].map((line) => line.variantId);
  return readOffer(day ?? order.pickupDay, { ids: [...new Set(ids)] });
}

/** Who wants what, by which offer, who counts for it; `cartId`: the locked cart that is added with it. */
type OwnChanging = {
  actor: CustomerActor;
  wishes: OwnWishes;
  offer: Offer;
  people: PeopleOfChange;
  cartId?: string;
};

/** Whose an order is, where anything is limited per person under their lock: before the order's own. */
export function lockWhose(
  tx: Tx,
  { id: orderId, customer: before }: OrderSnapshot,
  offer: Offer,
): Promise<PeopleOfChange> {
  return lockPeopleOfChange(tx, offer, { orderId, before, contact: undefined });
}

/**
 * The step that changes an order as its customer wants it. The order is locked, and is the one that the offer was read for. What stays keeps its
 * price, what is more takes today's. Asking for no more than was agreed needs nothing but time; asking for more, or for another day or time, is ordering,
 * and is bound as ordering is, at the change's own instant: throws NotOpen where that changed while it waited. Refuses `too_late_to_change`, `changed_meanwhile`, `shop_closed`, `paused`, `day_closed`, `not_on_sale`, `prices_changed`, and as `applyChange`.
 */
export async function changeAsOwn(
  tx: Tx,
  before: OrderSnapshot,
  { actor, wishes, offer, people, cartId }: OwnChanging,
): Promise<OrderSnapshot> {
  const { now, until } = await requireChangeable(tx, before);
  if ((wishes.revision ?? before.revision) !== before.revision) await refuseChangedToCustomer(tx, before);
  const input = { day: offer.day, slotId: wishes.slotId, ...asAdditions(before, wishes) };
  const unconfirmed = await listUnconfirmed(tx, before, input.added, offer);
  let ordered: ReadonlySet<string> | null = null;
  const check = (lines: readonly StockedLine[], after: readonly StockedLine[]) => {
    const more = grown(lines, after);
    const elsewhere = offer.day !== before.pickupDay || (input.slotId && input.slotId !== before.slot?.id);
    if (more.size === 0 && !elsewhere) return;
    ordered = more;
    requireOrderable(offer, { more, now });
    if (unconfirmed.length > 0) refusePerson("confirm_alone", { names: unconfirmed });
    refuseOtherPrices(input.added, offer);
  };
  const after = await applyChange(tx, before, { actor, input, offer, people, cartId, check });
  if (after !== before) await requireStill(tx, { before, after, offer, until, ordered });
  return after;
}

/** What is more, or for another day or time, is bound as an order is: the shop takes orders, for that day still, and sells what there is more of. */
function requireOrderable(offer: Offer, { more, now }: { more: ReadonlySet<string>; now: Date }): void {
  refuseUnlessTaking(offer);
  if (!offer.dayOpen || now >= offer.lastMoment) refuse("day_closed", { day: offer.day });
  const hidden = offer.variants.filter(({ variantId, hidden: gone }) => gone && more.has(variantId));
  if (hidden.length > 0) refuse("not_on_sale", { lines: hidden.map(named) });
}

type Changed = {
  before: OrderSnapshot;
  after: OrderSnapshot;
  offer: Offer;
  /** Until when the order could be changed. */
  until: Date;
  /** The variants of which there are more; null where nothing was asked for that is ordering. */
  ordered: ReadonlySet<string> | null;
};

/** What the change was allowed by holds at its own instant, too, after every wait. Throws NotOpen. */
async function requireStill(tx: Tx, { before, after, offer, until, ordered }: Changed): Promise<void> {
  if (!ordered) return requireBefore(tx, until);
  const { day, calendar, lastMoment } = offer;
  const orderBy = until < lastMoment ? until : lastMoment;
  const taken = after.slot && (after.slot.id !== before.slot?.id || after.work > before.work);
  const bound = { orderBy, slotId: taken ? (after.slot?.id ?? null) : null };
  await requireStillOpen(tx, { day, calendar, variantIds: [...ordered], bound });
}

/** The clock, the shop's terms and the order's last moment are read under its lock. Returns the instant, and until when it may be changed. */
async function requireChangeable(tx: Tx, order: OrderSnapshot): Promise<{ now: Date; until: Date }> {
  const { now, change: until, phone } = await readOwnUntil(tx, order);
  return until && now < until ? { now, until } : refuse("too_late_to_change", { phone });
}

/** The variants of which a change takes more units from a level than the order had of it. */
function grown(before: readonly StockedLine[], after: readonly StockedLine[]): Set<string> {
  const place = ({ variantId, stockDay }: StockedLine) => `${variantId} ${stockDay ?? ""}`;
  const units = (lines: readonly StockedLine[], at: string) =>
    lines.reduce((sum, line) => sum + (place(line) === at ? line.quantity : 0), 0);
  const more = after.filter((line) => units(after, place(line)) > units(before, place(line)));
  return new Set(more.map(({ variantId }) => variantId));
}

function refuseOtherPrices(added: readonly OwnAddition[], { variants }: Offer): void {
  const lines = variants.filter(({ variantId, priceMinor }) =>
    added.some((one) => one.variantId === variantId && (one.seenPriceMinor ?? priceMinor) !== priceMinor),
  );
  if (lines.length > 0) refuse("prices_changed", { lines: lines.map(named) });
}

function named({ variantId, sku, itemName, variantName }: OfferedVariant): NamedLine {
  return { variantId, sku, name: fullName(itemName, variantName) };
}

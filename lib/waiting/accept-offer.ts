import { keepContents, lockOrOpen } from "@/lib/checkout/change-cart";
import { readOffered } from "@/lib/checkout/queries";
import { type KeptLine, mostLines, mostUnits, withLine } from "@/lib/checkout/rules";
import { checkoutMinutes } from "@/lib/checkout/rules-of-holds";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { readShop } from "@/lib/settings/queries";
import { fromDate } from "@/lib/time";
import { refuse } from "@/lib/waiting/refusals";
import { type LockedPlace, lockLivePlace } from "@/lib/waiting/with-place";

/**
 * Takes an offer up: what is kept for the place is kept for this browser's cart, or a new one, for its day, at least as long as a checkout takes, but never longer
 * than that beyond the offer's end, however often it is taken up. What the cart holds of it already stays, beside what was offered.
 * Doing it again changes nothing; from another browser it moves there. Should the cart give it back, it is the place's again for the rest of the
 * offer's time. Returns the cart's token. Refuses `no_offer`, `place_ended`, `not_on_sale`, `order_first`, `cart_full`, `not_found`.
 */
export async function acceptOffer(token: string, cartToken: string | undefined): Promise<string> {
  return inTransaction(async (tx) => {
    const cart = await lockOrOpen(tx, cartToken);
    const place = await lockLivePlace(tx, { token });
    const hold = await findHold(tx, place);
    if (!hold) return refuse("no_offer", {});
    if (hold.cartId === cart.id) return cart.token;
    const own = await countOwn(tx, cart.id, place.levelId);
    const lines = await linesWith(tx, cart.lines, place, { own, offered: hold.units });
    await handOver(tx, place, { hold, own, cartId: cart.id });
    await keepContents(tx, { id: cart.id, day: place.day ? fromDate(place.day) : cart.day, lines });
    announce(tx, "waiting");
    return cart.token;
  });
}

type FoundHold = { id: string; units: number; cartId: string | null };

/** What is kept for a place now, itself or through the cart that took it up. */
async function findHold(tx: Tx, { id, levelId, cartId }: LockedPlace): Promise<FoundHold | null> {
  const [hold] = await tx.$queryRaw<FoundHold[]>`
    SELECT id, units, cart_id AS "cartId" FROM holds
     WHERE level_id = ${levelId} AND (place_id = ${id} OR cart_id = ${cartId}) AND ends_at > holdfast_now()`;
  return hold ?? null;
}

/** What a cart holds of a level already: its own, or from another place's offer. */
async function countOwn(tx: Tx, cartId: string, levelId: string): Promise<number> {
  const own = await tx.hold.findUnique({ where: { cartId_levelId: { cartId, levelId } }, select: { units: true } });
  return own?.units ?? 0;
}

/** What the cart holds already, and what it takes up. More than one order can have is for two orders. */
type Taking = { own: number; offered: number };

async function linesWith(
  tx: Tx,
  lines: readonly KeptLine[],
  place: LockedPlace,
  { own, offered }: Taking,
): Promise<KeptLine[]> {
  const { variantId } = place;
  const now = (await readOffered(tx, [variantId], place.day && fromDate(place.day))).get(variantId);
  if (!now?.onSale) return refuse("not_on_sale", {});
  const limit = now.limitPerOrder ?? mostUnits;
  if (own > 0 && own + offered > limit) refuse("order_first", { own, limit });
  const next = withLine(lines, { variantId, quantity: own + offered, seenPriceMinor: now.priceMinor });
  return next.length > mostLines ? refuse("cart_full", {}) : next;
}

type HandOver = { hold: FoundHold; own: number; cartId: string };

/** A cart has one hold on a level: what it held there before goes along, and nothing of it ends sooner than it did. */
async function handOver(tx: Tx, { id, levelId }: LockedPlace, { hold, own, cartId }: HandOver): Promise<void> {
  const { holdMinutes } = await readShop(tx);
  const minutes = checkoutMinutes(holdMinutes);
  if (own > 0) await tx.hold.delete({ where: { cartId_levelId: { cartId, levelId } } });
  await tx.$executeRaw`
    UPDATE holds h SET cart_id = ${cartId}, place_id = NULL, units = h.units + ${own},
           ends_at = greatest(h.ends_at, least(holdfast_now(), p.offered_until) + make_interval(mins => ${minutes}))
      FROM waiting_places p WHERE h.id = ${hold.id} AND p.id = ${id}`;
  await tx.$executeRaw`UPDATE waiting_places SET cart_id = ${cartId}, version = version + 1 WHERE id = ${id}`;
}

import { keepContents, lockOrOpen } from "@/lib/checkout/change-cart";
import { readOffered } from "@/lib/checkout/queries";
import { type KeptLine, mostLines, withLine } from "@/lib/checkout/rules";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { readShop } from "@/lib/settings/queries";
import { fromDate } from "@/lib/time";
import { refuse } from "@/lib/waiting/refusals";
import { leastCheckoutMinutes } from "@/lib/waiting/rules";
import { type LockedPlace, lockLivePlace } from "@/lib/waiting/with-place";

/**
 * Takes an offer up: what is kept for the place is kept for this browser's cart, or a new one, for its day, at least as long as a checkout takes.
 * Doing it again changes nothing; from another browser it moves there. Should the cart give it back, it is the place's again for the rest of the
 * offer's time. Returns the cart's token. Refuses `no_offer`, `place_ended`, `not_on_sale`, `cart_full`, `not_found`.
 */
export async function acceptOffer(token: string, cartToken: string | undefined): Promise<string> {
  return inTransaction(async (tx) => {
    const cart = await lockOrOpen(tx, cartToken);
    const place = await lockLivePlace(tx, { token });
    const hold = await findHold(tx, place);
    if (!hold) return refuse("no_offer", {});
    if (hold.cartId === cart.id) return cart.token;
    const lines = await linesWith(tx, cart.lines, place, hold.units);
    await keepContents(tx, { id: cart.id, day: place.day ? fromDate(place.day) : cart.day, lines });
    await handOver(tx, place, { hold, cartId: cart.id });
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

async function linesWith(
  tx: Tx,
  lines: readonly KeptLine[],
  place: LockedPlace,
  quantity: number,
): Promise<KeptLine[]> {
  const { variantId } = place;
  const offered = (await readOffered(tx, [variantId], place.day && fromDate(place.day))).get(variantId);
  if (!offered?.onSale) return refuse("not_on_sale", {});
  const next = withLine(lines, { variantId, quantity, seenPriceMinor: offered.priceMinor });
  return next.length > mostLines ? refuse("cart_full", {}) : next;
}

type HandOver = { hold: FoundHold; cartId: string };

/** A cart has one hold on a level: what it held there before goes along. */
async function handOver(tx: Tx, { id, levelId }: LockedPlace, { hold, cartId }: HandOver): Promise<void> {
  const { holdMinutes } = await readShop(tx);
  const minutes = Math.max(holdMinutes, leastCheckoutMinutes);
  await tx.$executeRaw`
    WITH own AS (DELETE FROM holds WHERE cart_id = ${cartId} AND level_id = ${levelId} RETURNING units)
    UPDATE holds SET cart_id = ${cartId}, place_id = NULL, units = units + coalesce((SELECT sum(units)::int FROM own), 0),
           ends_at = greatest(ends_at, holdfast_now() + make_interval(mins => ${minutes}))
     WHERE id = ${hold.id}`;
  await tx.$executeRaw`UPDATE waiting_places SET cart_id = ${cartId}, version = version + 1 WHERE id = ${id}`;
}

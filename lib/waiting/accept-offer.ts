import { keepContents, lockOrOpen } from "@/lib/checkout/change-cart";
import { readOffered } from "@/lib/checkout/queries";
import { type KeptLine, mostLines, mostUnits, withLine } from "@/lib/checkout/rules";
import { checkoutMinutes } from "@/lib/checkout/rules-of-holds";
import { rawSql } from "@/lib/db/sql";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { readShop } from "@/lib/settings/queries";
import { tookUpSql } from "@/lib/stock/take-offers";
import { fromDate } from "@/lib/time";
import { findOfferedHold, leaveRest, type OfferedHold } from "@/lib/waiting/offered-hold";
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
    const hold = await findOfferedHold(tx, place);
    if (!hold) return refuse("no_offer", {});
    if (hold.cartId === cart.id) return cart.token;
    const own = await findOwn(tx, cart.id, place.levelId);
    const lines = await linesWith(tx, cart.lines, place, { own: own?.units ?? 0, offered: hold.units });
    await handOver(tx, place, { hold, own, cartId: cart.id });
    await keepContents(tx, { id: cart.id, day: place.day ? fromDate(place.day) : cart.day, lines });
    await fillDraft(tx, cart.id, place.id);
    announce(tx, "waiting");
    return cart.token;
  });
}

/** Who was written to is who orders, unless somebody else was typed at checkout already: it is filled in there. */
async function fillDraft(tx: Tx, cartId: string, placeId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE carts c SET draft = c.draft || jsonb_build_object('name', p.name, 'email', p.email, 'phone', p.phone)
      FROM waiting_places p
     WHERE c.id = ${cartId} AND p.id = ${placeId} AND coalesce(c.draft->>'name', '') || coalesce(c.draft->>'email', '') || coalesce(c.draft->>'phone', '') = ''`;
}

type Own = { units: number; endsAt: Date };

/** What a cart holds of a level already: its own, or from another place's offer. */
function findOwn(tx: Tx, cartId: string, levelId: string): Promise<Own | null> {
  return tx.hold.findUnique({ where: { cartId_levelId: { cartId, levelId } }, select: { units: true, endsAt: true } });
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

type HandOver = { hold: OfferedHold; own: Own | null; cartId: string };

/**
 * The offer's units go to a cart, beside what it holds there: a cart has one hold on a level, and nothing of it ends sooner than it did. What another cart, which had the offer, keeps
 * beside it stays there; if that is nothing, whatever else it was offered goes along. What was kept longer for the sake of what lay beside it has its own end again.
 */
async function handOver(tx: Tx, place: LockedPlace, handing: HandOver): Promise<void> {
  const { hold, own, cartId } = handing;
  const { id, levelId } = place;
  const endsAt = await findEnd(tx, place, handing);
  await leaveRest(tx, hold, place);
  await tx.hold.deleteMany({ where: { cartId, levelId } });
  await tx.$executeRaw`
    INSERT INTO holds (id, level_id, cart_id, units, made_at, ends_at)
    VALUES (${newId("hld")}, ${levelId}, ${cartId}, ${hold.units + (own?.units ?? 0)}::int, holdfast_now(), ${endsAt})`;
  const emptied = hold.cartId && hold.rest === 0 ? hold.cartId : null;
  await tx.$executeRaw`
    UPDATE waiting_places SET cart_id = ${cartId}, version = version + 1
     WHERE id = ${id} OR (level_id = ${levelId} AND state = 'offered' AND cart_id = ${emptied}
                          AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.place_id = waiting_places.id))`;
}

/**
 * Until when a cart keeps an offer's units and its own together: as long as each was kept, and at least for a checkout that begins by the offer's end; but what lay beside other
 * units no longer than a checkout beyond its own end, and the cart's own no longer than that beyond the last offer that the cart then has.
 */
async function findEnd(tx: Tx, { id, levelId }: LockedPlace, { hold, own, cartId }: HandOver): Promise<Date> {
  const minutes = checkoutMinutes((await readShop(tx)).holdMinutes);
  const [found] = await tx.$queryRaw<{ endsAt: Date }[]>`
    SELECT greatest(CASE WHEN ${hold.rest > 0} THEN least(h.ends_at, p.offered_until + checkout) ELSE h.ends_at END,
                    least(holdfast_now(), p.offered_until) + checkout,
                    CASE WHEN ${own !== null} THEN least(${own?.endsAt ?? null}::timestamptz, checkout + (
                      SELECT max(w.offered_until) FROM waiting_places w
                       WHERE w.level_id = ${levelId} AND (w.id = ${id} OR w.cart_id = ${cartId} AND ${rawSql(tookUpSql)}))) END) AS "endsAt"
      FROM waiting_places p, holds h, make_interval(mins => ${minutes}::int) AS checkout WHERE p.id = ${id} AND h.id = ${hold.id}`;
  return found!.endsAt;
}

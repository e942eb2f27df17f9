import { requireDay } from "@/lib/checkout/require";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";
import { offerFreed } from "@/lib/stock/offer-freed";
import { fromDate } from "@/lib/time";
import { refuse } from "@/lib/waiting/refusals";
import { mostLists } from "@/lib/waiting/rules";
import { countWaiting, lockLivePlace } from "@/lib/waiting/with-place";

/**
 * Puts a place in its line, behind everyone who is there: whoever opened the message's link has that address. If units are free then, they are offered
 * at once. Doing it again changes nothing. Refuses `not_found`, `place_ended`, `day_closed`, and `too_many_lists` for an address that is on many already.
 */
export async function confirmPlace(token: string): Promise<void> {
  const found = await db().waitingPlace.findUnique({ where: { token }, select: { day: true, state: true } });
  if (found?.day && found.state === "unconfirmed") await requireDay((await getShop()).timezone, fromDate(found.day));
  await inTransaction(async (tx) => {
    const { id, state, levelId, person, variantId, day } = await lockLivePlace(tx, { token });
    if (state !== "unconfirmed") return;
    await requireSold(tx, variantId, day);
    await requireFewLists(tx, person);
    await tx.$executeRaw`
      UPDATE waiting_places SET state = 'waiting', position = nextval('waiting_positions')::int, confirmed_at = holdfast_now(), version = version + 1
       WHERE id = ${id}`;
    await countWaiting(tx, levelId, 1);
    announce(tx, "stock", "waiting");
    await offerFreed(tx, [levelId]);
  });
}

/** An item that is counted per day now is sold from no level without one, and the other way round. */
async function requireSold(tx: Tx, variantId: string, day: Date | null): Promise<void> {
  const { item } = await tx.variant.findUniqueOrThrow({
    where: { id: variantId },
    select: { item: { select: { keeps: true } } },
  });
  if (item.keeps !== (day === null)) refuse("place_ended", { state: "over" });
}

async function requireFewLists(tx: Tx, person: string): Promise<void> {
  const lists = await tx.waitingPlace.count({ where: { person, state: { in: ["waiting", "offered"] } } });
  if (lists >= mostLists) refuse("too_many_lists", { most: mostLists });
}

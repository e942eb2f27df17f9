import { requireDay } from "@/lib/checkout/require";
import { db } from "@/lib/db/client";
import { announce, inTransaction } from "@/lib/db/transaction";
import { getShop } from "@/lib/settings/queries";
import { offerFreed } from "@/lib/stock/offer-freed";
import { fromDate } from "@/lib/time";
import { countWaiting, lockLivePlace } from "@/lib/waiting/with-place";

/**
 * Puts a place in its line, behind everyone who is there: whoever opened the message's link has that address. If units are free then, they are offered
 * at once. Doing it again changes nothing. Refuses `not_found`, `place_ended`, `day_closed`.
 */
export async function confirmPlace(token: string): Promise<void> {
  const found = await db().waitingPlace.findUnique({ where: { token }, select: { day: true, state: true } });
  if (found?.day && found.state === "unconfirmed") await requireDay((await getShop()).timezone, fromDate(found.day));
  await inTransaction(async (tx) => {
    const { id, state, levelId } = await lockLivePlace(tx, { token });
    if (state !== "unconfirmed") return;
    await tx.$executeRaw`
      UPDATE waiting_places SET state = 'waiting', position = nextval('waiting_positions')::int, confirmed_at = holdfast_now(), version = version + 1
       WHERE id = ${id}`;
    await countWaiting(tx, levelId, 1);
    announce(tx, "stock", "waiting");
    await offerFreed(tx, [levelId]);
  });
}

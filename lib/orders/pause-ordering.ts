import { type Actor, requirePermission } from "@/lib/actor";
import { lockLevels } from "@/lib/db/locks";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";
import { lockOrdering, recordOrdering } from "@/lib/settings/lock-ordering";
import { refuse } from "@/lib/settings/refusals";
import { lengthenOffers, listOfferedLevels } from "@/lib/stock/lengthen-offers";

type Pause = { minutes: number; message: string };

/** How often it is begun anew because something was offered in the moment before it. */
const mostTries = 5;

/**
 * Pauses ordering for some minutes from now, by the database's clock; it goes on by itself, without a job. Customers read `message` meanwhile. Paused
 * again it lasts from that moment, also shorter. Once this has answered no order of a customer is placed before its end; staff place orders all the same.
 * What is offered to somebody in line is kept for them by as much longer, and they are told.
 * Returns its end. Refuses `closed_already` while the shop is closed, `not_permitted`, `busy`.
 */
export async function pauseOrdering(actor: Actor | null, pause: Pause): Promise<Date> {
  const who = requirePermission(actor, "shop.open");
  for (let tries = 0; tries < mostTries; tries += 1) {
    const pausedUntil = await inTransaction((tx) => pauseUnlessOvertaken(tx, who, pause));
    if (pausedUntil) return pausedUntil;
  }
  return refuseCommon("busy", {});
}

/**
 * Levels are locked before the shop, and from the shop's lock on nothing is offered: what was offered in between is seen then, and its level is not locked.
 * Null if there is such an offer.
 */
async function pauseUnlessOvertaken(tx: Tx, who: Actor, { minutes, message }: Pause): Promise<Date | null> {
  const levelIds = await listOfferedLevels(tx);
  await lockLevels(tx, levelIds);
  const { open, now, ...previous } = await lockOrdering(tx);
  if (!open) return refuse("closed_already", {});
  if ((await listOfferedLevels(tx)).some((id) => !levelIds.includes(id))) return null;
  const pausedUntil = new Date(now.getTime() + minutes * 60_000);
  await lengthenOffers(tx, who, { from: previous.pausedUntil ?? now, until: pausedUntil });
  const next = { pausedUntil, pausedMessage: message };
  await recordOrdering(tx, who, { type: "shop.paused", at: now, previous, next });
  return pausedUntil;
}

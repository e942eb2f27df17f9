import type { Tx } from "@/lib/db/transaction";
import { refuse } from "@/lib/orders/refusals";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { statusEvents, statusWords } from "@/lib/orders/status";
import { refuseCommon } from "@/lib/refusal";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

type Last = { actor: { kind: string; name?: string }; at: Date };

/** Refuses `wrong_status` with the status that an order has now, and who brought it there when. */
export async function refuseStatus(tx: Tx, order: OrderSnapshot): Promise<never> {
  const [last] = await tx.$queryRaw<Last[]>`
    SELECT actor, at FROM events
     WHERE order_id = ${order.id} AND undone_at IS NULL AND (type = ANY(${statusEvents}) OR (type = 'order.changed' AND previous ? 'status'))
     ORDER BY at DESC, id DESC LIMIT 1`;
  const by = last ? nameOf(last) : null;
  return refuse("wrong_status", {
    status: statusWords[order.status].toLowerCase(),
    by,
    ...(by && last && { at: await momentWords(tx, last.at) }),
  });
}

/** Refuses `changed_meanwhile`, naming who changed an order last. */
export async function refuseChanged(tx: Tx, order: OrderSnapshot): Promise<never> {
  const last = await lastChange(tx, order);
  const name = last ? nameOf(last) : null;
  return refuseCommon("changed_meanwhile", { what: "order", by: name && name[0]!.toUpperCase() + name.slice(1) });
}

/** Refuses `changed_meanwhile` to the customer, who is not told which of the staff it was. */
export async function refuseChangedToCustomer(tx: Tx, order: OrderSnapshot): Promise<never> {
  const last = await lastChange(tx, order);
  return refuseCommon("changed_meanwhile", {
    what: "order",
    by: last?.actor.kind === "customer" ? "You" : "The shop",
  });
}

async function lastChange(tx: Tx, order: OrderSnapshot): Promise<Last | undefined> {
  const [last] = await tx.$queryRaw<Last[]>`
    SELECT actor, at FROM events WHERE order_id = ${order.id} AND (type = ANY(${statusEvents}) OR type = 'order.changed')
     ORDER BY at DESC, id DESC LIMIT 1`;
  return last;
}

function nameOf({ actor }: Last): string | null {
  return actor.name ?? (actor.kind === "customer" ? "the customer" : null);
}

/** "10:41" today, "10:41 on Sat 21 Nov" of another day. */
async function momentWords(tx: Tx, at: Date): Promise<string> {
  const { timezone, locale } = await tx.shop.findFirstOrThrow({ select: { timezone: true, locale: true } });
  const time = formatTime(at, locale, timezone);
  const day = dayOf(at, timezone);
  return day === dayOf(new Date(), timezone) ? time : `${time} on ${formatShortDay(day, locale)}`;
}

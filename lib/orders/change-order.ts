import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx, translateTrouble } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { totalOf } from "@/lib/money";
import type { ChangeOrderInput } from "@/lib/orders/change-input";
import { differenceOf } from "@/lib/orders/difference";
import { lockAndRead } from "@/lib/orders/move-order";
import { moveUnits } from "@/lib/orders/move-units";
import { type Offer, readOffer } from "@/lib/orders/offer";
import { orderEvent } from "@/lib/orders/order-event";
import { checkLimits, planLines, type StockedLine, toSnapshots } from "@/lib/orders/plan-change";
import { refuse, type ShortLine } from "@/lib/orders/refusals";
import { recordRefusedDemand } from "@/lib/orders/refused-demand";
import { paidOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { canChange } from "@/lib/orders/status";
import { readStockedLines, storeChange } from "@/lib/orders/store-change";
import { refuseChanged, refuseStatus } from "@/lib/orders/who-changed";
import { isRefusal, refuseCommon } from "@/lib/refusal";
import { fromDate } from "@/lib/time";

/**
 * Changes an order that is not packed yet: quantities, lines, pickup day, contact and note, all of it or nothing. Only the difference moves in
 * stock, under the same locks as placing. Lines that stay keep their price. The customer is told. Changing nothing is no change.
 *
 * Closed ordering and cut-offs do not bind staff; what is there does. Refuses `out_of_stock` with every short line, `limit_passed`, `not_on_sale`
 * for what is added, `day_closed`, `order_emptied`, `total_too_large`, `wrong_status`, `changed_meanwhile`, `not_found`, `busy`.
 */
export async function changeOrder(actor: Actor | null, input: ChangeOrderInput): Promise<OrderSnapshot> {
  const who = requirePermission(actor, "orders.change");
  const { offer, channel } = await offerFor(input);
  try {
    return await inTransaction((tx) => change(tx, who, input, offer));
  } catch (error) {
    if (isRefusal(error, "out_of_stock")) await recordMissed(channel, error.detail, offer);
    throw error;
  }
}

async function change(tx: Tx, who: Actor, input: ChangeOrderInput, offer: Offer): Promise<OrderSnapshot> {
  const before = await lockAndRead(tx, input.orderId);
  if (!canChange(before.status)) await refuseStatus(tx, before);
  if (before.revision !== input.revision) await refuseChanged(tx, before);
  if (offer.day !== before.pickupDay && !offer.dayAhead) refuse("day_closed", { day: offer.day });
  const lines = await readStockedLines(tx, before.id);
  const planned = planLines(lines, input, offer);
  checkLimits(lines, planned.lines, offer);
  const after = orderAfter(before, input, offer, planned.lines);
  const previous = differenceOf(before, after);
  if (Object.keys(previous).length === 0) return before;
  const at = await storeChange(tx, after, planned.lines);
  const { writtenOff } = planned;
  await recordEvent(tx, who, orderEvent({ type: "order.changed", at, snapshot: after, previous, writtenOff }));
  announce(tx, "orders");
  await moveUnits({ tx, actor: who, order: before }, lines, planned);
  return after;
}

function orderAfter(
  before: OrderSnapshot,
  { contact, note = before.note }: ChangeOrderInput,
  { day }: Offer,
  lines: readonly StockedLine[],
): OrderSnapshot {
  const { customer = before.customer, notify = before.notify } = contact ?? {};
  const agreed = { customer, notify, note, pickupDay: day, lines: toSnapshots(lines), totalMinor: totalOf(lines) };
  const paidMinor = before.paidAt ? paidOf(before) : null;
  return { ...before, ...agreed, paidMinor, revision: before.revision + 1 };
}

/** What the shop offers on the day, of what the order has and what is added. Read without a lock: the revision guards what it is read by. */
async function offerFor({ orderId, day, added = [] }: ChangeOrderInput): Promise<{ offer: Offer; channel: string }> {
  const found = await reading(() =>
    db().order.findUnique({
      where: { id: orderId },
      select: { pickupDay: true, channel: true, lines: { select: { variantId: true } } },
    }),
  );
  if (!found) return refuseCommon("not_found", { what: "order" });
  const ids = [...found.lines, ...added].map((line) => line.variantId);
  const offer = await readOffer(day ?? fromDate(found.pickupDay), { ids: [...new Set(ids)] });
  return { offer, channel: found.channel };
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** What was missed is the units that were asked for in addition. */
async function recordMissed(channel: string, detail: unknown, offer: Offer): Promise<void> {
  const { lines } = detail as { lines: ShortLine[] };
  const more = lines.map(({ kept = 0, requested, available, ...line }) => ({
    ...line,
    requested: requested - kept,
    available: available - kept,
  }));
  await recordRefusedDemand(channel, { lines: more }, offer);
}

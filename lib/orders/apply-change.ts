import type { Actor } from "@/lib/actor";
import { announce, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { totalOf } from "@/lib/money";
import type { ChangeOrderInput } from "@/lib/orders/change-input";
import { workOfDemand } from "@/lib/orders/demand";
import { differenceOf } from "@/lib/orders/difference";
import { moveSlot, slotAfter } from "@/lib/orders/move-slot";
import { moveUnits } from "@/lib/orders/move-units";
import type { Offer } from "@/lib/orders/offer";
import { orderEvent } from "@/lib/orders/order-event";
import { holdChangeToLimits, type PeopleOfChange } from "@/lib/orders/people-of-change";
import { recordLift } from "@/lib/orders/people-of-order";
import { passedInOrder, planLines, type StockedLine, toSnapshots } from "@/lib/orders/plan-change";
import { limitWords, refuse, type ShortLine } from "@/lib/orders/refusals";
import { recordRefusedDemand } from "@/lib/orders/refused-demand";
import { paidOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { readStockedLines, storeChange } from "@/lib/orders/store-change";
import { replaceContactKeys } from "@/lib/people/store-keys";
import { isRefusal } from "@/lib/refusal";

/** What an order is to become, by whom, for whom, and what its lines must keep to beside what binds everyone. */
export type WantedChange = {
  actor: Actor;
  input: Omit<ChangeOrderInput, "orderId" | "revision">;
  offer: Offer;
  /** Who counts for it, locked before the order was. */
  people: PeopleOfChange;
  /** The locked cart that is added: what it keeps becomes the order's. */
  cartId?: string | undefined;
  check?: (before: readonly StockedLine[], after: readonly StockedLine[]) => void;
};

/**
 * The step that every change of what was agreed goes through, whoever makes it: the lines, the limits, the order, its event, and the difference
 * in its slot and in stock. The order is locked and may be changed. Changing nothing is no change. Limits bind what grows, unless a reason lifts them.
 * Refuses `out_of_stock` with every short line, `limit_passed`, `person_limit`, `not_on_sale` for what is added, `slot_full`, `slot_closed`, `slot_gone`,
 * `order_emptied`, `total_too_large`, `not_found`, `busy`.
 */
export async function applyChange(
  tx: Tx,
  before: OrderSnapshot,
  { actor, input, offer, people, cartId, check }: WantedChange,
): Promise<OrderSnapshot> {
  const lines = await readStockedLines(tx, before.id);
  const planned = planLines(lines, input, offer);
  check?.(lines, planned.lines);
  const lifted = await requireWithinLimits(tx, lines, planned.lines, { input, offer, people });
  const agreed = orderAfter(before, input, offer, planned.lines);
  const after = { ...agreed, slot: slotAfter(actor, before, { slotId: input.slotId, offer, work: agreed.work }) };
  const previous = differenceOf(before, after);
  if (Object.keys(previous).length === 0) return before;
  await moveSlot(tx, actor, { before, after, offer });
  const at = await storeChange(tx, after, planned.lines);
  if (people.moved) await replaceContactKeys(tx, before.id, people.keys);
  const { writtenOff } = planned;
  await recordEvent(tx, actor, orderEvent({ type: "order.changed", at, snapshot: after, previous, writtenOff }));
  await recordLift(tx, actor, after, { rules: lifted, reason: input.lift, at });
  announce(tx, "orders");
  await moveUnits({ tx, actor, order: before, cartId }, lines, planned);
  return after;
}

type Terms = Pick<WantedChange, "input" | "offer" | "people">;

/** Returns the limits that a reason lifted, in words. */
async function requireWithinLimits(
  tx: Tx,
  before: readonly StockedLine[],
  after: readonly StockedLine[],
  { input: { lift }, offer, people }: Terms,
): Promise<string[]> {
  const passed = passedInOrder(before, after, offer);
  if (passed.length > 0 && !lift) refuse("limit_passed", { lines: passed });
  return [...passed.map(limitWords), ...(await holdChangeToLimits(tx, people, { before, after, offer }, lift))];
}

/** Runs a change; what it was refused for want of units is recorded as missed, once it is rolled back. */
export async function notingMissed<Result>(
  channel: string,
  offer: Offer,
  change: () => Promise<Result>,
): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    if (isRefusal(error, "out_of_stock")) await recordMissed(channel, error.detail, offer);
    throw error;
  }
}

function orderAfter(
  before: OrderSnapshot,
  { contact, note = before.note }: WantedChange["input"],
  { day }: Offer,
  lines: readonly StockedLine[],
): OrderSnapshot {
  const { customer = before.customer, notify = before.notify } = contact ?? {};
  const agreed = { customer, notify, note, pickupDay: day, lines: toSnapshots(lines) };
  const sums = { totalMinor: totalOf(lines), work: workOfDemand(lines) };
  const paidMinor = before.paidAt ? paidOf(before) : null;
  return { ...before, ...agreed, ...sums, paidMinor, revision: before.revision + 1 };
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

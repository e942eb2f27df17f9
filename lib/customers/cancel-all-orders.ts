import { type Actor, requirePermission } from "@/lib/actor";
import type { CancelAllInput } from "@/lib/customers/input";
import { listOrderIds, readPerson } from "@/lib/customers/person";
import { refuse } from "@/lib/customers/refusals";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { orderNumber } from "@/lib/orders/number";
import { isRefusal } from "@/lib/refusal";

/** What came of cancelling: by number, and for those left why. `newer` came meanwhile and are open. */
export type CancelledAll = { cancelled: string[]; left: { number: string; words: string }[]; newer: string[] };

/**
 * Cancels the listed orders of one person, each in a transaction of its own and once: who else settles one of them meanwhile is not
 * overruled. Goods that keep go back to stock; goods of a day go back or are written off. What the person ordered after the list was made
 * stays, and is named. Refuses `not_their_order`, `not_found`.
 */
export async function cancelAllOrders(
  actor: Actor | null,
  { orderId, orderIds, reason, units }: CancelAllInput,
): Promise<CancelledAll> {
  const who = requirePermission(actor, "orders.cancel");
  const theirs = await listOrderIds(db(), orderId, await readPerson(db(), orderId));
  if (orderIds.some((id) => !theirs.includes(id))) refuse("not_their_order", {});
  const orders = await readOrders(orderIds);
  const answer: CancelledAll = { cancelled: [], left: [], newer: [] };
  for (const order of orders) {
    const writtenOff =
      units === "written_off" ? order.lines.filter((line) => line.stockDay).map((line) => line.id) : [];
    const words = await tryCancel(who, { orderId: order.id, reason, writtenOff });
    if (words === null) answer.cancelled.push(orderNumber(order));
    else answer.left.push({ number: orderNumber(order), words });
  }
  return { ...answer, newer: await listNewer(orderId, orderIds) };
}

/** Null if it was cancelled, else why not. */
async function tryCancel(who: Actor, input: Parameters<typeof cancelOrder>[1]): Promise<string | null> {
  try {
    await cancelOrder(who, input);
    return null;
  } catch (thrown) {
    const error = translateTrouble(thrown);
    if (isRefusal(error)) return error.message;
    throw error;
  }
}

function readOrders(ids: readonly string[]) {
  return db().order.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, number: true, numberPrefix: true, lines: { select: { id: true, stockDay: true } } },
    orderBy: { placedAt: "asc" },
  });
}

async function listNewer(orderId: string, listed: readonly string[]): Promise<string[]> {
  const ids = await listOrderIds(db(), orderId, await readPerson(db(), orderId));
  const open = await db().order.findMany({
    where: { id: { in: ids, notIn: [...listed] }, status: { in: ["placed", "accepted", "ready"] } },
    select: { number: true, numberPrefix: true },
    orderBy: { placedAt: "asc" },
  });
  return open.map(orderNumber);
}

import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { logFailure } from "@/lib/log";
import { acceptOrder } from "@/lib/orders/accept-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { type MoveManyInput, mostAtOnce, type UndoManyInput } from "@/lib/orders/move-input";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { undoMove } from "@/lib/orders/undo-move";
import { isRefusal } from "@/lib/refusal";

/** What came of one order of a selection. `code` is a refusal's, or `failed` for an outage or a bug. */
export type MovedOne =
  | { done: true; orderId: string; name: string }
  | { done: false; orderId: string; name: string; code: string; words: string };

const commands = { accept: acceptOrder, markReady: markOrderReady, complete: completeOrder, markNotCollected };

/**
 * Makes one move of many orders, at most 100: each in a transaction of its own, so that one refused holds up no other.
 * Answers for each order, in the order asked. Refuses as a whole only who may not move orders.
 */
export async function moveOrders(actor: Actor | null, { orderIds, move }: MoveManyInput): Promise<MovedOne[]> {
  requirePermission(actor, "orders.move");
  return forEach(orderIds, (orderId) => commands[move](actor, { orderId }));
}

/** Takes back the last move of many orders, within ten seconds of each: a batch is undone as it was made. Answers for each order. */
export async function undoMoves(actor: Actor | null, { orderIds }: UndoManyInput): Promise<MovedOne[]> {
  requirePermission(actor, "orders.move");
  return forEach(orderIds, (orderId) => undoMove(actor, { orderId }));
}

type One = (orderId: string) => Promise<OrderSnapshot>;

const atATime = 4;

async function forEach(orderIds: readonly string[], one: One): Promise<MovedOne[]> {
  if (orderIds.length > mostAtOnce) throw new Error(`At most ${mostAtOnce} orders are moved at a time.`);
  const left = orderIds.map((orderId, index) => ({ orderId, index }));
  const answers: MovedOne[] = [];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) answers[next.index] = await answerFor(next.orderId, one);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return nameRefused(answers);
}

async function answerFor(orderId: string, one: One): Promise<MovedOne> {
  try {
    return { done: true, orderId, name: orderNumber(await one(orderId)) };
  } catch (thrown) {
    const error = translateTrouble(thrown);
    if (isRefusal(error)) return { done: false, orderId, name: "", code: error.code, words: error.message };
    logFailure(error, "move many orders");
    return { done: false, orderId, name: "", code: "failed", words: "This one was not reached. Please try it again." };
  }
}

async function nameRefused(answers: MovedOne[]): Promise<MovedOne[]> {
  const refused = answers.filter((answer) => !answer.done).map((answer) => answer.orderId);
  if (refused.length === 0) return answers;
  const rows = await db()
    .order.findMany({ where: { id: { in: refused } }, select: { id: true, number: true, numberPrefix: true } })
    .catch(() => []);
  const names = new Map(rows.map((row) => [row.id, orderNumber(row)]));
  return answers.map((answer) => ({ ...answer, name: answer.name || (names.get(answer.orderId) ?? "") }));
}

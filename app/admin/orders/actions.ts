"use server";

import { batchAnswer } from "@/app/admin/orders/batch-answer";
import { acceptOrder } from "@/lib/orders/accept-order";
import { addNote } from "@/lib/orders/add-note";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { changeInput } from "@/lib/orders/change-input";
import { changeOrder } from "@/lib/orders/change-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import {
  cancelInput,
  moveManyInput,
  notCollectedInput,
  noteForStaffInput,
  orderInput,
  paidInput,
  undoManyInput,
} from "@/lib/orders/move-input";
import { moveOrders, undoMoves } from "@/lib/orders/move-orders";
import { orderNumber } from "@/lib/orders/number";
import { setPaid } from "@/lib/orders/set-paid";
import { getShop } from "@/lib/settings/queries";
import type { FormState } from "@/lib/web/action";
import { staffAction } from "@/lib/web/staff-action";

export const accept = staffAction("accept an order", orderInput, async (staff, input) => {
  const order = await acceptOrder(staff, input);
  return `${orderNumber(order)} accepted`;
});

export const markReady = staffAction("mark an order ready", orderInput, async (staff, input) => {
  const order = await markOrderReady(staff, input);
  return `${orderNumber(order)} is ready`;
});

export const complete = staffAction("complete an order", orderInput, async (staff, input) => {
  const order = await completeOrder(staff, input);
  return `${orderNumber(order)} completed`;
});

export const notCollected = staffAction("mark an order not collected", notCollectedInput, async (staff, input) => {
  const order = await markNotCollected(staff, input);
  return `${orderNumber(order)} was not collected`;
});

export const cancel = staffAction("cancel an order", cancelInput, async (staff, input) => {
  const order = await cancelOrder(staff, input);
  return `${orderNumber(order)} cancelled`;
});

export const tickPaid = staffAction("tick an order as paid", paidInput, async (staff, input) => {
  const order = await setPaid(staff, input);
  return input.paid ? `${orderNumber(order)} is paid` : `${orderNumber(order)} is to be paid`;
});

/** The schema needs the shop's country: numbers are read as it writes them. */
export async function change(previous: FormState, form: FormData): Promise<FormState> {
  const { country } = await getShop();
  const save = staffAction("change an order", changeInput(country), async (staff, input) => {
    const order = await changeOrder(staff, input);
    return order.revision > input.revision ? `${orderNumber(order)} changed` : "Nothing was changed";
  });
  return save(previous, form);
}

export const note = staffAction("add a note to an order", noteForStaffInput, async (staff, input) => {
  await addNote(staff, input);
  return "Noted";
});

/** Fields: `orderIds`, with commas between, and `move`. The answer's `fields` hold, by order id, why one was not moved. */
export const moveMany = staffAction("move many orders", moveManyInput, async (staff, input) => {
  return batchAnswer(await moveOrders(staff, input), input.move);
});

/** Field: `orderIds`, with commas between. */
export const undoMany = staffAction("undo the move of many orders", undoManyInput, async (staff, input) => {
  return batchAnswer(await undoMoves(staff, input), "undo");
});

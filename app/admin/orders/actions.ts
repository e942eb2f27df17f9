"use server";

import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markNotCollected } from "@/lib/orders/mark-not-collected";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { cancelInput, orderInput, paidInput } from "@/lib/orders/move-input";
import { setPaid } from "@/lib/orders/set-paid";
import { staffAction } from "@/lib/web/staff-action";

export const accept = staffAction("accept an order", orderInput, async (staff, input) => {
  const { number } = await acceptOrder(staff, input);
  return `${number} accepted`;
});

export const markReady = staffAction("mark an order ready", orderInput, async (staff, input) => {
  const { number } = await markOrderReady(staff, input);
  return `${number} is ready`;
});

export const complete = staffAction("complete an order", orderInput, async (staff, input) => {
  const { number } = await completeOrder(staff, input);
  return `${number} completed`;
});

export const notCollected = staffAction("mark an order not collected", orderInput, async (staff, input) => {
  const { number } = await markNotCollected(staff, input);
  return `${number} was not collected`;
});

export const cancel = staffAction("cancel an order", cancelInput, async (staff, input) => {
  const { number } = await cancelOrder(staff, input);
  return `${number} cancelled`;
});

export const tickPaid = staffAction("tick an order as paid", paidInput, async (staff, input) => {
  const { number } = await setPaid(staff, input);
  return input.paid ? `${number} is paid` : `${number} is to be paid`;
});

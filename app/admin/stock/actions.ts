"use server";

import { countStock } from "@/lib/stock/count-stock";
import { countInput, receiveInput } from "@/lib/stock/input";
import { receiveStock } from "@/lib/stock/receive-stock";
import { staffAction } from "@/lib/web/staff-action";

export const receive = staffAction("receive stock", receiveInput, async (staff, input) => {
  await receiveStock(staff, input);
  return `${input.quantity} received`;
});

export const count = staffAction("count stock", countInput, async (staff, input) => {
  await countStock(staff, input);
  return `Counted: ${input.counted} on hand`;
});

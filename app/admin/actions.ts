"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { orderInput } from "@/lib/orders/move-input";
import { orderNumber } from "@/lib/orders/number";
import { statusWords } from "@/lib/orders/status";
import { undoMove } from "@/lib/orders/undo-move";
import { closeShop } from "@/lib/settings/close-shop";
import { closeShopInput } from "@/lib/settings/input";
import { openShop } from "@/lib/settings/open-shop";
import { putAwayFirstRun } from "@/lib/settings/put-away-first-run";
import { endSession } from "@/lib/web/session";
import { staffAction } from "@/lib/web/staff-action";

export const openTheShop = staffAction("open the shop", z.object({}), async (staff) => {
  await openShop(staff);
  return "The shop takes orders again";
});

export const closeTheShop = staffAction("close the shop", closeShopInput, async (staff, input) => {
  await closeShop(staff, input);
  return "The shop is closed for orders";
});

export const undo = staffAction("undo a move", orderInput, async (staff, input) => {
  const order = await undoMove(staff, input);
  return `${orderNumber(order)} is back in ${statusWords[order.status]}`;
});

export const putFirstRunAway = staffAction("put the first steps away", z.object({}), async (staff) => {
  await putAwayFirstRun(staff);
  return "The list is put away";
});

export async function signOut(): Promise<void> {
  await endSession();
  redirect("/sign-in");
}

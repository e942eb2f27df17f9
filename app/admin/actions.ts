"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { orderInput } from "@/lib/orders/move-input";
import { orderNumber } from "@/lib/orders/number";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { statusWords } from "@/lib/orders/status";
import { undoMove } from "@/lib/orders/undo-move";
import { closeShop } from "@/lib/settings/close-shop";
import { closeShopInput, pauseInput } from "@/lib/settings/input";
import { openShop } from "@/lib/settings/open-shop";
import { putAwayFirstRun } from "@/lib/settings/put-away-first-run";
import { getShop } from "@/lib/settings/queries";
import { untilWords } from "@/lib/settings/rules-of-ordering";
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

export const pauseOrders = staffAction("pause ordering", pauseInput, async (staff, input) => {
  const until = await pauseOrdering(staff, input);
  const { locale, timezone } = await getShop();
  return `Ordering is paused until ${untilWords({ until: until.getTime(), now: Date.now(), locale, timezone })}`;
});

export const resumeOrders = staffAction("end a pause", z.object({}), async (staff) => {
  await resumeOrdering(staff);
  return "The shop takes orders again";
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

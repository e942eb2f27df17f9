"use server";

import { closeDay } from "@/lib/stock/close-day";
import { closeDayInput, closeRulesInput } from "@/lib/stock/input-of-close";
import { setCloseRules } from "@/lib/stock/set-close-rules";
import { staffAction } from "@/lib/web/staff-action";

export const close = staffAction("close a day", closeDayInput, async (staff, input) => {
  const { rows } = await closeDay(staff, input);
  const units = rows.reduce((sum, row) => sum + row.quantity, 0);
  if (units === 0) return "Nothing was left to close";
  return units === 1 ? "Closed: 1 unit settled" : `Closed: ${units} units settled`;
});

export const saveRules = staffAction("set the close of day", closeRulesInput, async (staff, input) => {
  await setCloseRules(staff, input);
  return "Saved";
});

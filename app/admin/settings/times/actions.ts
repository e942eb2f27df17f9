"use server";

import { saveTimes } from "@/lib/pickup/save-times";
import { timesInput } from "@/lib/pickup/times-input";
import { staffAction } from "@/lib/web/staff-action";

export const changeTimes = staffAction("change the pickup times", timesInput, async (staff, input) => {
  const { above } = await saveTimes(staff, input);
  if (above === 0) return "Saved, and in force at once";
  return `Saved. ${above === 1 ? "One time holds" : `${above} times hold`} more than fits in now: the orders stay`;
});

"use server";

import { planDayInput, planInput } from "@/lib/stock/input-of-plan";
import { savePlan } from "@/lib/stock/save-plan";
import { setPlanDay } from "@/lib/stock/set-plan-day";
import { staffAction } from "@/lib/web/staff-action";

export const save = staffAction("save the bake plan", planInput, async (staff, input) => {
  const { changed } = await savePlan(staff, input);
  return `Plan saved, ${levelWords(changed)}`;
});

export const saveDay = staffAction("set a day of the bake plan", planDayInput, async (staff, input) => {
  const { changed } = await setPlanDay(staff, input);
  return `Day saved, ${levelWords(changed)}`;
});

function levelWords(changed: number): string {
  if (changed === 0) return "no level changed";
  return changed === 1 ? "1 level changed" : `${changed} levels changed`;
}

"use server";

import { saveTimes } from "@/lib/pickup/save-times";
import { timesInput } from "@/lib/pickup/times-input";
import { staffAction } from "@/lib/web/staff-action";

export const changeTimes = staffAction(
  "change the pickup times",
  timesInput,
  async (staff, input) => savedWords(await saveTimes(staff, input)),
  { drawn: true },
);

function savedWords({ above, stay }: { above: number; stay: number }): string {
  if (above === 0 && stay === 0) return "Saved, and in force at once";
  return [
    "Saved",
    above > 0 && `${above === 1 ? "One time holds" : `${above} times hold`} more than fits in now: the orders stay`,
    stay > 0 && `${stay === 1 ? "One order stays" : `${stay} orders stay`} in times that are no longer offered`,
  ]
    .filter(Boolean)
    .join(". ");
}

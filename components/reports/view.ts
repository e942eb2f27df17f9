import type { Place } from "@/components/reports/report-words";
import type { Range, Step } from "@/lib/reports/rules";
import type { Day } from "@/lib/time";

/** What every report is shown for. */
export type View = { range: Range; step: Step; today: Day; place: Place };

/** The address of a report's file. */
export function csvOf(report: string, { range, step }: View): string {
  return `/api/staff/reports/${report}?from=${range.from}&to=${range.to}&by=${step}`;
}

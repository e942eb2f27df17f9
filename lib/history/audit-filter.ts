import { z } from "zod";
import { addDays, instantAt, isDay } from "@/lib/time";

const words = z.string().trim().max(200).catch("");
const day = words.refine((value) => value === "" || isDay(value)).catch("");

/** What the log is asked for, as an address says it. Whatever makes no sense asks for nothing. */
export const auditAsked = z.object({
  /** A member's id, `system`, or `customers`; everyone of the shop if empty. */
  person: words,
  kind: words,
  type: words,
  from: day,
  until: day,
  find: words,
});

export type AuditAsked = z.output<typeof auditAsked>;

/** The same as instants. */
export type AuditFilter = Omit<AuditAsked, "from" | "until"> & { from: Date | null; before: Date | null };

/** Whole days of the shop, the last one with it. */
export function auditFilter({ from, until, ...rest }: AuditAsked, timezone: string): AuditFilter {
  return {
    ...rest,
    from: from ? instantAt(from, 0, timezone) : null,
    before: until ? instantAt(addDays(until, 1), 0, timezone) : null,
  };
}

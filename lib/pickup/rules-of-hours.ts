import type { SpecialDay } from "@/lib/pickup/rules";
import { type PickupTime, timeWords } from "@/lib/pickup/rules-of-slots";
import type { Hours } from "@/lib/settings/queries";
import { type Day, weekdayOf } from "@/lib/time";

/** From when to when the shop is open on a day, in minutes from midnight. */
export type OpenHours = { opensMinute: number; closesMinute: number };

/** Of each row a rule needs only what it reads. */
type DaysOf<Row> = {
  hours: readonly (Row & { weekday: number })[];
  special?: readonly (Row & { day: Day })[];
  closed?: readonly Day[];
};

/** When the shop is open: its week, the single days that differ from it, and those that are closed. */
export type OpenDays = { hours: readonly Hours[]; special?: readonly SpecialDay[]; closed?: readonly Day[] };

/**
 * The one rule of when the shop is open on a day: not on one that is closed, by its own hours on a day that has some, and by those of its weekday
 * otherwise. Null where it is closed.
 */
export function hoursOn<Row extends object>({ hours, special, closed }: DaysOf<Row>, day: Day): Row | null {
  if (closed?.includes(day)) return null;
  return special?.find((row) => row.day === day) ?? hours.find((row) => row.weekday === weekdayOf(day)) ?? null;
}

type Collected = { pickupDay: Day; slot: Pick<PickupTime, "startsMinute" | "endsMinute"> | null };

/**
 * When an order is collected on its day, in words: its time, or from when to when the shop is open then: "8 am to 1 pm", or "08:00–13:00" where
 * English is not spoken. Empty where there are neither.
 */
export function whenWords({ pickupDay, slot }: Collected, days: OpenDays, locale: string): string {
  if (slot) return timeWords(slot, locale);
  const open = hoursOn<OpenHours>(days, pickupDay);
  return open ? timeWords({ startsMinute: open.opensMinute, endsMinute: open.closesMinute }, locale) : "";
}

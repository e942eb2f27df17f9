import { hoursOn, type OpenDays } from "@/lib/pickup/rules-of-hours";
import type { Hours } from "@/lib/settings/queries";
import { addDays, type Day, dayOf, instantAt } from "@/lib/time";

/** A day of the calendar as the shop keeps it. */
export type PickupDay = {
  day: Day;
  /** Whether an order for it can be placed now. */
  orderable: boolean;
  /** Why not: the shop is closed that day, the last moment to order has passed, or no time of the day has room. */
  because: "closed" | "too_late" | "full" | null;
  /** Minutes from midnight; null on a closed day. */
  opensMinute: number | null;
  closesMinute: number | null;
  /** The last moment to order; null on a closed day. */
  orderBy: Date | null;
};

/** What a single day has instead of its weekday's hours. */
export type SpecialDay = Omit<Hours, "weekday"> & { day: Day };

/** What the slots of a day leave: the last moment to choose one that is not closed, and the work units that one of them still takes, and all together. */
export type SlotsLeft = { chooseUntil: Date | null; most: number; inAll: number };

export type Calendar = OpenDays & {
  timezone: string;
  /** Of days with slots. */
  slots?: ReadonlyMap<Day, SlotsLeft>;
};

/** How far ahead a pickup day may lie. */
export const daysAhead = 21;

/** One day of the calendar, as it stands at an instant. */
export function pickupDayAt(calendar: Calendar, day: Day, now: Date): PickupDay {
  const hours = hoursOn<Omit<Hours, "weekday">>(calendar, day);
  if (!hours) {
    return { day, orderable: false, because: "closed", opensMinute: null, closesMinute: null, orderBy: null };
  }
  const cutOff = instantAt(addDays(day, -hours.orderDaysBefore), hours.orderByMinute, calendar.timezone);
  const slots = calendar.slots?.get(day);
  const orderBy = slots?.chooseUntil && slots.chooseUntil < cutOff ? slots.chooseUntil : cutOff;
  const because = whyNot(now >= orderBy, slots);
  const { opensMinute, closesMinute } = hours;
  return { day, orderable: because === null, because, opensMinute, closesMinute, orderBy };
}

function whyNot(late: boolean, slots: SlotsLeft | undefined): PickupDay["because"] {
  if (late) return "too_late";
  return slots && slots.most <= 0 ? "full" : null;
}

/** Today and the days after it, `daysAhead` in all. */
export function pickupDays(calendar: Calendar, now: Date): PickupDay[] {
  const today = dayOf(now, calendar.timezone);
  return Array.from({ length: daysAhead }, (_, index) => pickupDayAt(calendar, addDays(today, index), now));
}

/**
 * The strip of days a customer chooses from: from today, at most `length`, ending with an orderable one,
 * closed days between them left in, so that a gap explains itself.
 */
export function dayStrip(days: readonly PickupDay[], length = 6): PickupDay[] {
  const strip = days.slice(0, length);
  if (strip.some((day) => day.orderable)) return strip;
  return days.filter((day) => day.orderable).slice(0, length);
}

/** The next day that can be ordered for; null if there is none. */
export function nextOrderable(days: readonly PickupDay[]): PickupDay | null {
  return days.find((day) => day.orderable) ?? null;
}

/** Whether the door is open at an instant, and until when or from when. */
export function doorAt(
  days: readonly PickupDay[],
  minute: number,
): { open: true; untilMinute: number } | { open: false; next: PickupDay | null } {
  const [today, ...later] = days;
  if (today?.opensMinute != null && today.closesMinute != null) {
    if (minute >= today.opensMinute && minute < today.closesMinute)
      return { open: true, untilMinute: today.closesMinute };
    if (minute < today.opensMinute) return { open: false, next: today };
  }
  return { open: false, next: later.find((day) => day.opensMinute !== null) ?? null };
}

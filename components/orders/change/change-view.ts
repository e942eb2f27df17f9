import type { ShelfLine } from "@/components/counter/shelf";
import type { LevelOnDay } from "@/lib/orders/change-queries";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { PickupDay } from "@/lib/pickup/rules";
import { roomIn, type SlotView, timeWords, withFreed } from "@/lib/pickup/rules-of-slots";
import { type Day, formatShortDay } from "@/lib/time";
import type { FormState } from "@/lib/web/action";

/** A day that the order can be collected on, with what is left of the order's variants. */
export type DayView = {
  day: Day;
  words: string;
  /** Customers can no longer order for it; staff can. */
  late: boolean;
  /** Units left by variant, without those that the order holds already. */
  left: Readonly<Record<string, number>>;
};

const shownDays = 7;

/** The next days on which the shop opens, and the order's own, each with what is left of its variants. */
export function dayViews(
  order: OrderSnapshot,
  calendar: readonly PickupDay[],
  levels: readonly LevelOnDay[],
  { locale, today }: { locale: string; today: Day },
): DayView[] {
  const open = calendar.filter((row) => row.because !== "closed").slice(0, shownDays);
  const late = new Map(open.map((row) => [row.day, row.because === "too_late"]));
  const days = [...new Set([...late.keys(), order.pickupDay])].sort();
  return days.map((day) => ({
    day,
    words: day === today ? "Today" : formatShortDay(day, locale),
    late: late.get(day) ?? false,
    left: Object.fromEntries(
      levels
        .filter((level) => level.day === null || level.day === day)
        .map((level) => [level.variantId, level.available]),
    ),
  }));
}

/** A time that staff can move the order to. */
export type TimeOption = { value: string; words: string };

/**
 * The times of a day, each with what it has room for, beside what the order takes of its own day already; first what stays or what happens if none is named. On a day without times it is the order's
 * own alone, if it has one.
 */
export function timeChoices(
  order: OrderSnapshot,
  slots: readonly SlotView[],
  { day, locale }: { day: Day; locale: string },
): TimeOption[] {
  const stays = day === order.pickupDay;
  const own = stays ? order.slot : null;
  if (slots.length === 0 && !own) return [];
  const options = slots
    .filter((slot) => slot.id !== own?.id)
    .map((slot) => ({
      value: slot.id,
      words: `${timeWords(slot, locale)}, ${roomWords(withFreed(slot, own ? order.work : 0), order.work)}`,
    }));
  const gone = own && !slots.some((slot) => slot.id === own.id);
  const kept = own ? `As it is: ${timeWords(own, locale)}${gone ? ", no longer offered" : ""}` : "As it is: no time";
  return [{ value: own?.id ?? "", words: stays ? kept : "The first with room" }, ...options];
}

function roomWords(slot: SlotView, work: number): string {
  if (slot.closed) return "closed";
  const room = roomIn(slot);
  return room < work ? `full for this order, room for ${room}` : `room for ${room}`;
}

/**
 * The most of a variant that the order can have on a day: what is left, and what it holds there already. Goods that keep are held whatever the day.
 */
export function mostOf(
  variantId: string,
  left: number,
  { order, day, keeping }: { order: OrderSnapshot; day: Day; keeping: ReadonlySet<string> },
): number {
  if (day !== order.pickupDay && !keeping.has(variantId)) return left;
  return order.lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), left);
}

/** What is wrong with the units wanted of a variant, before they are sent. The shop says it again, under its lock. */
export function tooMany(wanted: number, most: number, had: number): string | undefined {
  if (wanted <= most || wanted <= 0) return undefined;
  if (most <= 0) return "None left on this day.";
  return most > had && had > 0 ? `Only ${most - had} more left.` : `Only ${most} there.`;
}

type Named = { variantId: string; available?: number; kept?: number; limit?: number };

/** What the shop refused about a variant, in a few words beside its line. */
export function refusedWords({ refusal }: FormState, variantId: string): string | undefined {
  const { lines } = (refusal?.detail ?? {}) as { lines?: Named[] };
  const line = lines?.find((one) => one.variantId === variantId);
  if (!refusal || !line) return undefined;
  if (refusal.code === "limit_passed") return `At most ${line.limit} in one order.`;
  if (refusal.code === "not_on_sale") return "No longer on sale.";
  if (refusal.code !== "out_of_stock") return undefined;
  const { available = 0, kept = 0 } = line;
  if (available <= 0) return "None left on this day.";
  if (kept === 0) return `Only ${available} left.`;
  return available > kept ? `Only ${available - kept} more left.` : "No more left.";
}

/** Variants on sale that hold every word typed, at most eight. */
export function findLines(shelf: readonly ShelfLine[], typed: string): ShelfLine[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const holds = ({ name, variant }: ShelfLine) =>
    words.every((word) => `${name} ${variant}`.toLowerCase().includes(word));
  return shelf.filter(holds).slice(0, 8);
}

/** How the customer is told, as the form sends it. */
export function tellOf({ email, text }: OrderSnapshot["notify"]): "email" | "text" | "both" | "none" {
  if (email && text) return "both";
  if (email) return "email";
  return text ? "text" : "none";
}

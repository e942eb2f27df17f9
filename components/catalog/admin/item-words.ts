import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { ItemDrop } from "@/lib/catalog/queries";
import type { ItemState } from "@/lib/catalog/rules";
import { formatMoney } from "@/lib/money";
import { dayOf, formatShortDay, formatTime, minuteOf } from "@/lib/time";

type Money = { currency: string; locale: string };
type Place = { locale: string; timezone: string };

/** How a state of an item is told: word, shape and hue. */
export const stateMarks: Record<ItemState, { words: string; hue: Hue; glyph: GlyphName }> = {
  on_sale: { words: "On sale", hue: "ready", glyph: "ready" },
  scheduled: { words: "Scheduled", hue: "accepted", glyph: "late" },
  draft: { words: "Draft", hue: "unsure", glyph: "placed" },
  hidden: { words: "Hidden", hue: "done", glyph: "dash" },
  over: { words: "Over", hue: "done", glyph: "tick" },
  archived: { words: "Archived", hue: "done", glyph: "kept" },
};

/** "£4.80", or "£2.90 to £5.00". */
export function priceRange(
  { fromMinor, toMinor }: { fromMinor: number; toMinor: number },
  { currency, locale }: Money,
): string {
  const [from, to] = [fromMinor, toMinor].map((minor) => formatMoney(minor, currency, locale));
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** "Sat 28 Nov, 07:00", in the shop's zone. */
export function momentOf(at: Date, { locale, timezone }: Place): string {
  return `${formatShortDay(dayOf(at, timezone), locale)}, ${formatTime(at, locale, timezone)}`;
}

/** What was planned for an item, in a few words; empty where nothing was. */
export function planWords(
  item: { state: ItemState; onSaleFrom: Date | null; onSaleUntil: Date | null; drop: ItemDrop | null },
  place: Place,
): string {
  const { state, onSaleFrom, onSaleUntil, drop } = item;
  if (drop && (state === "scheduled" || state === "on_sale")) return dropWords(drop, state, place);
  if (state === "over" && onSaleUntil) return `since ${momentOf(onSaleUntil, place)}`;
  const from = state === "scheduled" && onSaleFrom ? `from ${momentOf(onSaleFrom, place)}` : "";
  const until =
    (state === "scheduled" || state === "on_sale") && onSaleUntil ? `until ${momentOf(onSaleUntil, place)}` : "";
  return [from, until].filter(Boolean).join(" ");
}

function dropWords({ name, startsAt, endsAt }: ItemDrop, state: ItemState, place: Place): string {
  if (state === "scheduled") return `in ${name}, from ${momentOf(new Date(startsAt), place)}`;
  return endsAt === null ? `in ${name}` : `in ${name}, until ${momentOf(new Date(endsAt), place)}`;
}

/** A moment as a browser's field takes it, in the shop's zone. */
export function fieldMoment(at: Date | null, timezone: string): string {
  if (!at) return "";
  const minute = minuteOf(at, timezone);
  const two = (count: number) => String(count).padStart(2, "0");
  return `${dayOf(at, timezone)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

import { momentOf } from "@/components/catalog/admin/item-words";
import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { DropRow } from "@/lib/catalog/drop-queries";
import type { DropState } from "@/lib/catalog/rules-of-drops";
import type { Place } from "@/lib/catalog/words-of-drops";

/** How a state of a drop is told: word, shape and hue. */
export const dropMarks: Record<DropState, { words: string; hue: Hue; glyph: GlyphName }> = {
  running: { words: "Running", hue: "ready", glyph: "ready" },
  coming: { words: "To come", hue: "accepted", glyph: "late" },
  over: { words: "Over", hue: "done", glyph: "tick" },
  cancelled: { words: "Cancelled", hue: "done", glyph: "cross" },
};

/** "Sat 28 Nov, 09:00 until Sat 28 Nov, 12:00". */
export function spanWords({ startsAt, endsAt }: Pick<DropRow, "startsAt" | "endsAt">, place: Place): string {
  return [momentOf(startsAt, place), endsAt && `until ${momentOf(endsAt, place)}`].filter(Boolean).join(" ");
}

/** How a drop stands: before it begins what is there and who wants to know, then how it goes. */
export function standWords({ state, left, sold, refused, wishes }: DropRow): string {
  if (state === "cancelled") return "";
  if (state === "coming") return [countWords(left, "unit there", "units there"), toldWords(wishes)].join(", ");
  const went = [`${sold} sold`, state === "running" && `${left} left`, refused > 0 && `${refused} refused`];
  return went.filter(Boolean).join(", ");
}

/** "3 want to be told". */
function toldWords(wishes: number): string {
  return wishes === 1 ? "1 wants to be told" : `${wishes} want to be told`;
}

function countWords(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

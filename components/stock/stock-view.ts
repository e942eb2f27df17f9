import type { PickupDay } from "@/lib/pickup/rules";
import type { LevelRow } from "@/lib/stock/queries";
import type { Day } from "@/lib/time";

export type StockGroup = { name: string; rows: LevelRow[] };
export type FormKind = "receive" | "count" | "writeOff";
/** The form that is open, with what was typed and refused if the browser has no JavaScript. */
export type OpenForm = { variantId: string; kind: FormKind; typed: Record<string, string>; refused: string };

const stripLength = 6;

/** The days of the strip: the next ones the shop is open, and the one asked for. */
export function daysShown(calendar: readonly PickupDay[], asked: Day | null): Day[] {
  const open = calendar.filter((row) => row.opensMinute !== null).map((row) => row.day);
  const next = open.slice(0, stripLength);
  return asked && !next.includes(asked) ? [...next.slice(0, stripLength - 1), asked].sort() : next;
}

/** Rows under their category; goods that keep together, last. What is hidden is left out unless some of it is there or it is a draft, which may be given stock ahead. */
export function groupRows(rows: readonly LevelRow[]): StockGroup[] {
  const groups = new Map<string, LevelRow[]>();
  for (const row of rows) {
    if (row.hidden && !row.draft && row.onHand === 0) continue;
    const name = row.keeps ? "Goods that keep, no day" : row.category;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups].map(([name, ofName]) => ({ name, rows: ofName }));
}

/** Rows whose item, variant or SKU hold every word typed. */
export function matching(rows: readonly LevelRow[], typed: string): LevelRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.itemName} ${row.variantName} ${row.sku}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export type Standing = "none" | "sold_out" | "low" | "fine";

/** How a level stands: what staff should notice. */
export function standingOf({ levelId, available, lowAt }: Pick<LevelRow, "levelId" | "available" | "lowAt">): Standing {
  if (levelId === null) return "none";
  if (available <= 0) return "sold_out";
  return available <= lowAt ? "low" : "fine";
}

type Counters = Pick<LevelRow, "onHand" | "committed" | "held" | "available">;
export type Result = { onHand: number; available: number; short: boolean };

/** What a level would be after the form is saved; null until a whole number is typed. */
export function resultOf(level: Counters, kind: FormKind, typed: string): Result | null {
  if (!/^\d{1,6}$/.test(typed.trim())) return null;
  const units = Number(typed);
  const onHand = { receive: level.onHand + units, count: units, writeOff: level.onHand - units }[kind];
  const available = onHand - level.committed - level.held;
  return { onHand, available, short: available < 0 };
}

type Asked = {
  receive: string;
  count: string;
  writeOff: string;
  answer: { about: string; typed: Record<string, string>; message: string } | null;
};

/** Which form the address, or the answer to a refused one, opens. */
export function openForm({ answer, ...asked }: Asked): OpenForm | null {
  if (answer?.about.startsWith("var_")) {
    const kind = "counted" in answer.typed ? "count" : "why" in answer.typed ? "writeOff" : "receive";
    return { variantId: answer.about, kind, typed: answer.typed, refused: answer.message };
  }
  const kind = (["count", "writeOff", "receive"] as const).find((each) => asked[each]);
  return kind ? { variantId: asked[kind], kind, typed: {}, refused: "" } : null;
}

/** A variant's full name: "Seeded rye 600 g". */
export function variantWords({ itemName, variantName }: Pick<LevelRow, "itemName" | "variantName">): string {
  return variantName ? `${itemName} ${variantName}` : itemName;
}

/** The stock page's address for a day, with what is open on it. */
export function stockPath(day: Day, open: { ledger?: string; before?: string; find?: string } = {}): string {
  const query = new URLSearchParams({ day });
  for (const [name, value] of Object.entries(open)) if (value) query.set(name, value);
  return `/admin/stock?${query}`;
}

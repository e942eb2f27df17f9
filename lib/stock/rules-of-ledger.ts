import { type Day, instantAt, isDay } from "@/lib/time";

/** Where a page of the ledger begins: after the entry that was last shown. */
export type LedgerCursor = { at: Date; id: string };

/** A cursor as an address carries it. */
export function writeCursor({ at, id }: LedgerCursor): string {
  return `${at.toISOString()}_${id}`;
}

/** The cursor that an address carries; null if it carries none. */
export function readCursor(words: string): LedgerCursor | null {
  const [, time, id] = words.match(/^(20\d\d-\d\d-\d\dT[\d:.]{12}Z)_(\d{1,18})$/) ?? [];
  const at = new Date(time ?? "");
  return id && !Number.isNaN(at.getTime()) ? { at, id } : null;
}

/** The instant that a day and a clock time name in a zone; null unless both are there. A time that the clocks skip is taken after the gap. */
export function momentAt(day: string, time: string, timezone: string): Date | null {
  const [, hours, minutes] = time.match(/^([01]\d|2[0-3]):([0-5]\d)$/) ?? [];
  if (!isDay(day) || !hours || !minutes) return null;
  return instantAt(day, Number(hours) * 60 + Number(minutes), timezone);
}

/** What of the ledger is asked for; nothing said means all of it. */
export type LedgerFilter = {
  levelId?: string | null;
  /** All levels of a variant. */
  variantId?: string;
  /** The levels of a pickup day. */
  day?: Day | null;
  reason?: string;
  /** A staff member's id; or system, customer, api. */
  person?: string;
  from?: Date | null;
  /** Before this instant. */
  until?: Date | null;
  orderNumber?: number | null;
  /** One cause: a stocktake, a close of day. */
  causeId?: string;
};

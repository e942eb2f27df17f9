import { z } from "zod";
import { line } from "@/lib/text";
import { addDays } from "@/lib/time";

export const mostUnits = 100_000;

const variantId = z.string().regex(/^var_[0-9A-Z]{26}$/, "We could not find this variant.");
const units = (least: number, words: string) =>
  z.coerce.number(words).int(words).min(least, words).max(mostUnits, `Please use at most ${mostUnits}.`);

/** A day as YYYY-MM-DD that is in the calendar; empty for goods that keep. */
export const dayInput = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d$/, "Please choose a day.")
  .refine((day) => isDay(day), "Please choose a day.");
const levelDay = z.union([z.literal("").transform(() => null), dayInput]).nullable();

export const receiveInput = z.object({
  variantId,
  day: levelDay,
  quantity: units(1, "Please say how many came: a whole number, at least 1."),
  note: line(120, { missing: "Please say where they came from, in a few words." }),
});
export type ReceiveInput = z.output<typeof receiveInput>;

export const countInput = z.object({
  variantId,
  day: levelDay,
  counted: units(0, "Please say how many are there: a whole number, or 0."),
  note: line(120, { missing: "Please say why the count differs, in a few words." }),
});
export type CountInput = z.output<typeof countInput>;

/** One tap at the counter. `key` is drawn by the page for each tap, so that one that is sent twice sells once. */
export const sellInput = z.object({ variantId, day: levelDay, key: z.uuid() });
export type SellInput = z.output<typeof sellInput>;

export const undoSaleInput = z.object({ key: z.uuid() });
export type UndoSaleInput = z.output<typeof undoSaleInput>;

function isDay(day: string): boolean {
  try {
    return addDays(day, 0) === day;
  } catch {
    return false;
  }
}

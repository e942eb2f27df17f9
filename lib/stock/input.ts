import { z } from "zod";
import { type Loss, losses } from "@/lib/stock/rules";
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
  note: line(120),
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

export const writeOffInput = z
  .object({
    variantId,
    day: levelDay,
    quantity: units(1, "Please say how many are gone: a whole number, at least 1."),
    why: z.enum(Object.keys(losses) as [Loss, ...Loss[]], "Please choose why."),
    note: line(120),
  })
  .refine(({ why, note }) => why !== "other" || note !== "", {
    path: ["note"],
    message: "Please say what happened, in a few words.",
  });
export type WriteOffInput = z.output<typeof writeOffInput>;

export const entryInput = z.object({ entryId: z.string().regex(/^\d{1,18}$/, "We could not find this entry.") });
export type EntryInput = z.output<typeof entryInput>;

const wholeNumber = (most: number) =>
  z.number("Whole numbers only.").int("Whole numbers only.").min(0, "Not below 0.").max(most);

/** Rows typed into the table: each receives units or says how many are there, or changes when it is low. */
const manyRow = z
  .object({
    variantId,
    receive: wholeNumber(mostUnits).optional(),
    counted: wholeNumber(mostUnits).optional(),
    /** On hand as the page showed it when `counted` was typed. */
    seen: wholeNumber(mostUnits).optional(),
    lowAt: wholeNumber(9_999).optional(),
  })
  .refine((row) => row.receive === undefined || row.counted === undefined, "Receive or count, not both.");
export type ManyRow = z.output<typeof manyRow>;

/** `rows` comes from the page as JSON. */
export const manyInput = z.object({
  day: dayInput,
  note: line(120, { missing: "Please say what this is, in a few words." }),
  rows: z.string().max(400_000).transform(json).pipe(z.array(manyRow).min(1, "Please type a number first.").max(1_000)),
});
export type ManyInput = z.output<typeof manyInput>;

function json(words: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(words);
  } catch {
    context.addIssue({ code: "custom", message: "We could not read what was typed." });
    return z.NEVER;
  }
}

function isDay(day: string): boolean {
  try {
    return addDays(day, 0) === day;
  } catch {
    return false;
  }
}

import { z } from "zod";
import { dayInput, mostUnits } from "@/lib/stock/input";
import { line } from "@/lib/text";

const stocktakeId = z.string().regex(/^stk_[0-9A-Z]{26}$/, "We could not find this stocktake.");
const whole = "Please say how many are there: a whole number, or 0.";

export const openStocktakeInput = z.object({
  day: dayInput,
  /** Empty: everything. */
  categoryId: z
    .union([z.literal(""), z.string().regex(/^cat_[0-9A-Z]{26}$/, "We could not find this category.")])
    .transform((id) => id || null),
  name: line(60),
});
export type OpenStocktakeInput = z.output<typeof openStocktakeInput>;

export const stocktakeInput = z.object({ stocktakeId });
export type StocktakeInput = z.output<typeof stocktakeInput>;

/** A number typed for a variant. `key` is drawn by the page for each, so that one that is sent twice counts once. */
export const stocktakeCountInput = z.object({
  stocktakeId,
  variantId: z.string().regex(/^var_[0-9A-Z]{26}$/, "We could not find this variant."),
  counted: z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, whole)
    .transform(Number)
    .refine((counted) => counted <= mostUnits, `Please use at most ${mostUnits}.`),
  key: z.uuid(),
});
export type StocktakeCountInput = z.output<typeof stocktakeCountInput>;

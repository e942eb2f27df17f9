import { z } from "zod";
import { mostUnits } from "@/lib/checkout/rules";

const variantId = z.string("Please choose something.").regex(/^var_\w{1,40}$/, "We do not know this item.");
const words = `Please use a whole number from 1 to ${mostUnits}.`;

/** A day as an address or a form carries it: YYYY-MM-DD. */
export const dayInput = z.iso.date("Please choose a day.");

/** A quantity as a form carries it: whole, 1 to 99. */
export const quantityInput = z.coerce.number(words).int(words).min(1, words).max(mostUnits, words);

/** What "Add to cart" sends. */
export const addInput = z.object({ variantId, quantity: quantityInput.default(1), day: dayInput });

/** What a line's stepper sends; zero takes the line out. */
export const lineInput = z.object({
  variantId,
  quantity: z.coerce.number(words).int(words).min(0, words).max(mostUnits, words),
});

export const cartDayInput = z.object({ day: dayInput });

/** What was typed at checkout, kept as it is so that it can be typed on: bounded, and without what a database cannot keep. */
export const draftInput = z.object({
  name: kept(200),
  email: kept(400),
  phone: kept(100),
  tell: kept(10),
  note: kept(2_000),
  slot: kept(60),
});

export type Draft = z.output<typeof draftInput>;

function kept(most: number) {
  return z
    .string()
    .catch("")
    .transform((typed) => typed.slice(0, most).toWellFormed().replaceAll("\u0000", ""));
}

import { z } from "zod";
import { addInput } from "@/lib/checkout/input";
import { contactInput } from "@/lib/people/input";
import { line } from "@/lib/text";

export type JoinInput = z.output<ReturnType<typeof joinInput>>;

/** What joining a waiting list sends. An email address, or a number that receives texts where the shop sends texts. */
export function joinInput(country: string, texts: boolean) {
  const fields = { variantId: addInput.shape.variantId, day: addInput.shape.day, quantity: addInput.shape.quantity };
  const ticked = z.literal("on").optional();
  return z
    .object({ ...fields, takesFewer: ticked, name: line(80).default(""), contact: contactInput(country, texts) })
    .transform(({ contact: reached, quantity, takesFewer, ...typed }) => ({
      ...typed,
      ...reached,
      wanted: quantity,
      takesFewer: takesFewer === "on",
    }));
}

/** A place by its page's address. */
export const placeInput = z.object({ token: z.string().regex(/^[\w-]{22}$/, "We could not find this place in line.") });

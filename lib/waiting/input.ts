import { z } from "zod";
import { addInput } from "@/lib/checkout/input";
import { parseMobile } from "@/lib/phone";
import { line } from "@/lib/text";

/** Where somebody is written to, as typed, and in small letters. */
type Reached = { email: string; phone: string; contact: string };

export type JoinInput = z.output<ReturnType<typeof joinInput>>;

/** What joining a waiting list sends. An email address, or a number that receives texts where the shop sends texts. */
export function joinInput(country: string, texts: boolean) {
  const contact = line(254, { missing: wanted(texts) }).transform((typed, context): Reached => {
    const reached = typed.includes("@") || !texts ? asEmail(typed) : asPhone(typed, country);
    if (reached) return reached;
    context.addIssue({ code: "custom", message: wrong(typed, texts) });
    return z.NEVER;
  });
  const fields = { variantId: addInput.shape.variantId, day: addInput.shape.day, quantity: addInput.shape.quantity };
  const ticked = z.literal("on").optional();
  return z
    .object({ ...fields, takesFewer: ticked, name: line(80).default(""), contact })
    .transform(({ contact: reached, quantity, takesFewer, ...typed }) => ({
      ...typed,
      ...reached,
      wanted: quantity,
      takesFewer: takesFewer === "on",
    }));
}

/** A place by its page's address. */
export const placeInput = z.object({ token: z.string().regex(/^[\w-]{22}$/, "We could not find this place in line.") });

function asEmail(typed: string): Reached | null {
  const parsed = z.email().safeParse(typed);
  return parsed.success ? { email: typed, phone: "", contact: typed.toLowerCase() } : null;
}

function asPhone(typed: string, country: string): Reached | null {
  const phone = parseMobile(typed, country);
  return phone ? { email: "", phone, contact: phone } : null;
}

function wanted(texts: boolean): string {
  return texts ? "Please give an email address or a mobile number." : "Please give an email address.";
}

function wrong(typed: string, texts: boolean): string {
  if (typed.includes("@") || !texts) return "Please check the email address. It should look like name@example.org.";
  return "Please check the mobile number. We could not read it as one that receives texts.";
}

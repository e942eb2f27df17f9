import { z } from "zod";
import { parseMobile } from "@/lib/orders/phone";
import { line, text } from "@/lib/text";

export const limits = { lines: 50, quantity: 999, name: 80, email: 254, phone: 40, note: 500 } as const;

export const nameInput = line(limits.name, {
  missing: "Please tell us your name.",
  long: "Please use a shorter name, up to 80 characters.",
});
export const noteInput = text(limits.note, { long: "Please keep the note under 500 characters." });
export const emailInput = line(limits.email).pipe(
  z.email("Please check the email address. It should look like name@example.org."),
);
export const quantityInput = z
  .int("Please use a whole number.")
  .min(1, "Please order at least one.")
  .max(limits.quantity, `Please order at most ${limits.quantity}.`);

export type Contact = {
  customer: { name: string; email: string; phone: string };
  notify: { email: boolean; text: boolean };
  note: string;
  expectedTotalMinor: number | undefined;
};

/**
 * What is typed at checkout: name, email, phone, tell ("email", "text" or "both"), note, expectedTotal (minor units, hidden).
 * An address is needed for each way to be told; numbers are read as the shop's country writes them and kept as E.164.
 */
export function checkoutInput(country: string) {
  return z
    .object({
      name: nameInput,
      email: line(limits.email).default(""),
      phone: line(limits.phone).default(""),
      tell: z.enum(["email", "text", "both"], "Please choose how to be told."),
      note: noteInput.default(""),
      expectedTotal: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
    })
    .transform((typed, context): Contact => {
      const notify = { email: typed.tell !== "text", text: typed.tell !== "email" };
      const phone = phoneOf(typed.phone, country, notify.text, context);
      const email = emailOf(typed.email, notify.email, context);
      return {
        customer: { name: typed.name, email, phone },
        notify,
        note: typed.note,
        expectedTotalMinor: typed.expectedTotal,
      };
    });
}

type Context = z.core.$RefinementCtx<unknown>;

function emailOf(typed: string, needed: boolean, context: Context): string {
  if (typed === "" && !needed) return "";
  const parsed = emailInput.safeParse(typed);
  if (parsed.success) return parsed.data;
  const message =
    typed === "" ? "Please give an email address, or choose to be told by text." : parsed.error.issues[0]?.message;
  context.addIssue({ code: "custom", path: ["email"], message });
  return "";
}

function phoneOf(typed: string, country: string, needed: boolean, context: Context): string {
  if (typed === "" && !needed) return "";
  const phone = parseMobile(typed, country);
  if (phone) return phone;
  context.addIssue({ code: "custom", path: ["phone"], message: phoneWords(typed, country) });
  return "";
}

function phoneWords(typed: string, country: string): string {
  if (typed === "") return "Please give a mobile number, or choose to be told by email.";
  const digits = typed.replace(/\D/g, "");
  if (country === "GB" && /^0?7/.test(digits) && digits.length === (digits.startsWith("0") ? 10 : 9)) {
    return "One digit seems to be missing. A mobile number here has 11.";
  }
  return "Please check the mobile number. We could not read it as one that receives texts.";
}

import { z } from "zod";
import { parseMobile } from "@/lib/phone";
import { slotInput } from "@/lib/pickup/input";
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
/** Why staff let one order pass limits; nothing typed lifts none. */
export const liftInput = line(200, { long: "Please keep the reason under 200 characters." })
  .optional()
  .transform((reason) => reason || undefined);
/** What somebody types who lost the link to their order. */
export const findOrderInput = z.object({ email: emailInput });
export const quantityInput = z
  .int("Please use a whole number.")
  .min(1, "Please order at least one.")
  .max(limits.quantity, `Please order at most ${limits.quantity}.`);

/** How an order reached staff who place it for somebody. */
export type StaffChannel = "counter" | "phone";

export type Contact = {
  customer: { name: string; email: string; phone: string };
  notify: { email: boolean; text: boolean };
  note: string;
  expectedTotalMinor: number | undefined;
  /** The pickup time that was chosen; none: the first with room. */
  slotId?: string | undefined;
};

/** How a customer wants to be told, and where. */
export type ReachInput = Pick<Contact, "notify"> & { email: string; phone: string };

/**
 * What is typed at checkout: name, email, phone, tell ("email", "text" or "both"), note, expectedTotal (minor units, hidden).
 * An address is needed for each way to be told; numbers are read as the shop's country writes them and kept as E.164. A shop that sends no texts
 * tells everyone by email.
 */
export function checkoutInput(country: string, texts = true) {
  const fields = {
    name: nameInput,
    ...reachFields(texts),
    note: noteInput.default(""),
    slot: slotInput,
    expectedTotal: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
  };
  return reachable(z.object(fields), country, texts).transform(
    ({ name, note, slot, expectedTotal, ...typed }): Contact => {
      const { notify, ...address } = readReach(typed, country);
      return { customer: { name, ...address }, notify, note, slotId: slot, expectedTotalMinor: expectedTotal };
    },
  );
}

/** What a customer types to be told otherwise: the order's token, email, phone and tell, by the rules of the checkout. */
export function ownReachInput(country: string, texts: boolean) {
  const token = z.string().regex(/^[\w-]{22}$/, "We could not find this order.");
  return reachable(z.object({ token, ...reachFields(texts) }), country, texts).transform(({ token, ...typed }) => ({
    token,
    ...readReach(typed, country),
  }));
}

/** The boxes of how to be told, all named `tell`, as the one word that the schemas read. */
export function tellOf(form: FormData): string {
  const ways = form.getAll("tell").map(String);
  if (ways.includes("email") && ways.includes("text")) return "both";
  return ways[0] ?? "none";
}

function reachFields(texts: boolean) {
  const ways = z.enum(["email", "text", "both"], "Please choose how to be told.");
  return {
    email: line(limits.email).default(""),
    phone: line(limits.phone).default(""),
    tell: texts ? ways : z.any().transform(() => "email" as const),
  };
}

function reachable<Schema extends z.ZodType<Reached>>(fields: Schema, country: string, texts: boolean) {
  return fields.superRefine((typed, context) => sayWhatIsMissing(typed, { country, texts }, context), {
    when: hasFields,
  });
}

function readReach({ email, phone, tell }: Reached, country: string): ReachInput {
  const address = { email: email && emailInput.parse(email), phone: parseMobile(phone, country) ?? "" };
  return { ...address, notify: waysOf(tell) };
}

type Reached = { tell: string; email: string; phone: string };
type Context = z.core.$RefinementCtx<unknown>;

/** Checked also when another field is wrong, so that everything is said at once. */
function hasFields({ value }: { value: unknown }): boolean {
  const { email, phone } = Object(value) as Partial<Reached>;
  return typeof email === "string" && typeof phone === "string";
}

function waysOf(tell: string): { email: boolean; text: boolean } {
  return { email: tell === "email" || tell === "both", text: tell === "text" || tell === "both" };
}

type Rules = { country: string; texts: boolean };

function sayWhatIsMissing({ tell, email, phone }: Reached, { country, texts }: Rules, context: Context): void {
  const needed = waysOf(tell);
  const wrong = new Set(context.issues.map((issue) => issue.path?.[0]));
  const say = (field: string, message: string | undefined) => {
    if (message && !wrong.has(field)) context.addIssue({ code: "custom", path: [field], message });
  };
  say("email", wrongEmail(email, needed.email, texts));
  say("phone", wrongPhone(phone, needed.text, country));
}

function wrongEmail(typed: string, needed: boolean, texts: boolean): string | undefined {
  if (typed !== "") return emailInput.safeParse(typed).error?.issues[0]?.message;
  if (!needed) return undefined;
  return texts ? "Please give an email address, or choose to be told by text." : "Please give an email address.";
}

function wrongPhone(typed: string, needed: boolean, country: string): string | undefined {
  if (typed === "" && !needed) return undefined;
  return parseMobile(typed, country) ? undefined : phoneWords(typed, country);
}

function phoneWords(typed: string, country: string): string {
  if (typed === "") return "Please give a mobile number, or choose to be told by email.";
  const digits = typed.replace(/\D/g, "");
  if (country === "GB" && /^0?7/.test(digits) && digits.length === (digits.startsWith("0") ? 10 : 9)) {
    return "One digit seems to be missing. A mobile number here has 11.";
  }
  return "Please check the mobile number. We could not read it as one that receives texts.";
}

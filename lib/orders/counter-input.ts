import { z } from "zod";
import { emailInput, liftInput, limits, noteInput, quantityInput } from "@/lib/orders/input";
import { parseMobile, parsePhone } from "@/lib/phone";
import { slotInput } from "@/lib/pickup/input";
import { line } from "@/lib/text";
import { isDay } from "@/lib/time";

const unitsField = /^units-(var_[0-9A-HJKMNP-TV-Z]{26})$/;

/**
 * What staff type when they order for somebody: a name to call out, the time if the day has times, and how many of each variant in fields named `units-` and its id. Phone
 * and email are given if the customer wants to hear of it; a number that gets no texts is kept to be called.
 */
export function counterOrderInput(country: string) {
  return z
    .looseObject({
      key: z.uuid(),
      day: z.string().refine(isDay, "Please choose a day."),
      slot: slotInput,
      channel: z.enum(["counter", "phone"]).catch("counter"),
      name: line(limits.name, { missing: "Please give a name to call out." }),
      phone: line(limits.phone).default(""),
      email: line(limits.email).default(""),
      text: z.literal("yes").optional(),
      note: noteInput.default(""),
      paid: z.literal("yes").optional(),
      lift: liftInput,
      expectedTotal: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
    })
    .transform((typed, context) => ({
      key: typed.key,
      day: typed.day,
      slotId: typed.slot,
      channel: typed.channel,
      lines: readUnits(typed, context),
      ...readContact(typed, country, context),
      note: typed.note,
      paid: typed.paid === "yes",
      lift: typed.lift,
      expectedTotalMinor: typed.expectedTotal,
    }));
}

type Typed = z.output<ReturnType<typeof counterOrderInput>>;
/** `slotId`: the time that was chosen; none: the next with room. */
export type CounterOrderInput = Omit<Typed, "slotId"> & { slotId?: string | undefined };

type Context = z.core.$RefinementCtx<unknown>;

function readUnits(typed: Record<string, unknown>, context: Context) {
  const lines = Object.entries(typed).flatMap(([field, value]) => {
    const variantId = unitsField.exec(field)?.[1];
    if (!variantId || value === "" || value === "0") return [];
    const quantity = quantityInput.safeParse(Number(value));
    if (quantity.success) return { variantId, quantity: quantity.data };
    context.addIssue({ code: "custom", path: [field], message: quantity.error.issues[0]!.message });
    return [];
  });
  if (lines.length > limits.lines) {
    context.addIssue({
      code: "custom",
      path: ["form"],
      message: `Please order at most ${limits.lines} lines at once.`,
    });
  }
  return lines;
}

type Reached = { name: string; phone: string; email: string; text?: "yes" | undefined };

function readContact(typed: Reached, country: string, context: Context) {
  const say = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  const email = typed.email === "" ? "" : (emailInput.safeParse(typed.email).data ?? "");
  if (typed.email !== "" && email === "") say("email", "Please check the email address.");
  const mobile = parseMobile(typed.phone, country);
  const phone = mobile ?? parsePhone(typed.phone, country) ?? "";
  if (typed.phone !== "" && phone === "") say("phone", "Please check the number. We could not read it.");
  else if (typed.text && !mobile) say("phone", "Please give a mobile number, or send no text.");
  return { customer: { name: typed.name, email, phone }, notify: { email: email !== "", text: typed.text === "yes" } };
}

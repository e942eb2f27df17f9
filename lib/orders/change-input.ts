import { z } from "zod";
import { emailInput, liftInput, limits, nameInput, noteInput } from "@/lib/orders/input";
import { lineId, orderId } from "@/lib/orders/move-input";
import { parseMobile, parsePhone } from "@/lib/phone";
import { slotInput } from "@/lib/pickup/input";
import { line } from "@/lib/text";
import { isDay } from "@/lib/time";

/** How many of a line of the order there are to be; 0 takes it off. Units taken off go back to stock, or are thrown away. */
export type LineChange = { lineId: string; quantity: number; writtenOff?: boolean };

export type ContactChange = {
  customer: { name: string; email: string; phone: string };
  notify: { email: boolean; text: boolean };
};

/** What an order is to become. What is not named stays as it is. */
export type ChangeOrderInput = {
  orderId: string;
  /** The revision that was looked at. */
  revision: number;
  day?: string | undefined;
  /** The time of that day. Not named: the one it has, or on another day the first with room. */
  slotId?: string | undefined;
  lines?: readonly LineChange[];
  added?: readonly { variantId: string; quantity: number }[];
  contact?: ContactChange | undefined;
  note?: string | undefined;
  /** Why it may pass limits: for who may lift them. */
  lift?: string | undefined;
};

const quantity = z.coerce
  .number("Please use a whole number.")
  .int("Please use a whole number.")
  .min(0, "Please use a whole number.")
  .max(limits.quantity, `Please order at most ${limits.quantity}.`);
/** A variant as a field's name carries it. */
export const variantId = z.string().regex(/^[a-z]{3}_[0-9A-Za-z_-]{1,40}$/, "We could not find this item.");
const wasChecked = "on";

/** The customer's fields of a form: name, email, phone, tell ("email", "text", "both" or "none"), note. */
const typed = z.object({
  name: nameInput,
  email: line(limits.email).default(""),
  phone: line(limits.phone).default(""),
  tell: z.enum(["email", "text", "both", "none"], "Please choose how to tell them."),
  note: noteInput.default(""),
  lift: liftInput,
});

const head = z.object({
  orderId,
  /** The order's revision, as every form names it. */
  version: z.coerce.number().int().min(1),
  day: z.string().refine(isDay, "Please choose a day."),
  slot: slotInput,
});

/**
 * A form's fields: orderId, version, day, the customer's, and for each line `quantity-` and its id, `off-` and its id ("on": what is taken off
 * is thrown away), for each addition `add-` and the variant's id. Wrong fields are named by those names.
 */
export function changeInput(country: string) {
  return z.looseObject({}).transform((form, context): ChangeOrderInput => {
    const say = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const fields = head.and(typed).safeParse(form);
    for (const issue of fields.error?.issues ?? []) say(String(issue.path[0]), issue.message);
    const lines = quantitiesIn(form, "quantity-", lineId, say).map(({ id, quantity }) => ({
      ...{ lineId: id, quantity },
      writtenOff: form[`off-${id}`] === wasChecked,
    }));
    const added = quantitiesIn(form, "add-", variantId, say).flatMap(({ id, quantity }) =>
      quantity > 0 ? [{ variantId: id, quantity }] : [],
    );
    if (!fields.success) return z.NEVER;
    const { name, email, phone, tell, note, lift, version: revision, slot: slotId, ...order } = fields.data;
    const contact = readContact({ name, email, phone, tell }, country, say);
    return { ...order, slotId, revision, lines, added, contact, note, lift };
  });
}

type Say = (path: string, message: string) => void;

/**
 * The quantities of a form whose fields are called by a prefix and an id; what is wrong with one is said at its name. At most so many lines. A line
 * that was left blank is not taken off: nobody said so.
 */
export function quantitiesIn(form: Record<string, unknown>, prefix: string, id: z.ZodType<string>, say: Say) {
  const named = Object.entries(form).filter(([name]) => name.startsWith(prefix));
  if (named.length > limits.lines) say("form", `Please order at most ${limits.lines} lines at once.`);
  return named.flatMap(([name, value]) => {
    const blank = typeof value === "string" && value.trim() === "";
    if (blank && prefix === "add-") return [];
    const [key, count] = [id.safeParse(name.slice(prefix.length)), quantity.safeParse(blank ? undefined : value)];
    const wrong = key.error ?? count.error;
    if (wrong) say(name, wrong.issues[0]!.message);
    return key.success && count.success ? [{ id: key.data, quantity: count.data }] : [];
  });
}

type TypedContact = { name: string; email: string; phone: string; tell: "email" | "text" | "both" | "none" };

/** Staff may keep a number that takes no texts, for calls; an address is needed only for the way in which the customer is told. */
function readContact({ name, email, phone, tell }: TypedContact, country: string, say: Say): ContactChange {
  const notify = { email: tell === "email" || tell === "both", text: tell === "text" || tell === "both" };
  const address = email || notify.email ? emailInput.safeParse(email) : undefined;
  const number = phone && (notify.text ? parseMobile(phone, country) : parsePhone(phone, country));
  if (address?.error)
    say("email", email ? address.error.issues[0]!.message : "To tell them by email, give an address.");
  if (phone && !number) say("phone", "Please check the number. We could not read it.");
  if (!phone && notify.text) say("phone", "To tell them by text, give a mobile number.");
  return { customer: { name, email: address?.data ?? "", phone: number || "" }, notify };
}

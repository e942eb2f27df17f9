import { createHash } from "node:crypto";
import { z } from "zod";
import { emailInput, limits, nameInput, noteInput, quantityInput } from "@/lib/orders/input";
import type { OrderRequest } from "@/lib/orders/order-request";
import { parseMobile, parsePhone } from "@/lib/phone";
import { line } from "@/lib/text";

const dayInput = z.iso.date("Please give a day as YYYY-MM-DD.");
const skuInput = line(64, { missing: "Please name what to order by its SKU." });

const wantedLine = z.strictObject({
  sku: skuInput.meta({ description: "As GET /api/v1/items names it.", maxLength: 64 }),
  quantity: quantityInput,
});

const customerFields = z.strictObject({
  name: nameInput.meta({ maxLength: limits.name }),
  email: orElse(line(limits.email), "").meta({ description: "Needed when the customer is told by email." }),
  phone: orElse(line(limits.phone), "").meta({ description: "E.164, or as written in the shop's country." }),
});

const told = z.strictObject({ email: z.boolean().default(true), text: z.boolean().default(false) });
const slotId = z.string().regex(/^slt_\w{1,40}$/, "Please name a pickup time by its id.");
const pickup = z.strictObject({
  day: dayInput,
  slot: orElse(slotId, undefined).meta({
    description: "A pickup time of that day, as GET /api/v1/days names it. Default: the first with room.",
  }),
});

/** What POST /api/v1/orders takes, as it goes over the wire. Money in minor units. Fields that are not named here are refused. */
export const orderContent = z.strictObject({
  lines: z
    .array(wantedLine)
    .min(1, "Please order at least one thing.")
    .max(limits.lines, `Please order at most ${limits.lines} lines at once.`),
  customer: customerFields,
  notify: orElse(told, { email: true, text: false }).meta({ description: "How the customer wants to be told." }),
  pickup: orElse(pickup, undefined).meta({ description: "Default: the next day that can be ordered for." }),
  note: orElse(noteInput, "").meta({ description: `At most ${limits.note} characters.` }),
  expected_total_minor: orElse(z.int().min(0).max(2_147_483_647), undefined).meta({
    description: "The total that the customer saw; another one is refused as price_changed.",
  }),
});

export type OrderContent = z.output<typeof orderContent>;

/**
 * What POST /api/v1/orders takes, checked wholly: an address is there for each way in which the customer is to be told, and
 * numbers are read as the shop's country writes them.
 */
export function orderInput(country: string) {
  return orderContent.transform((content, context): OrderContent => {
    const { name, email, phone } = content.customer;
    const refuse = (field: "email" | "phone", message: string) =>
      context.addIssue({ code: "custom", path: ["customer", field], message });
    const known = phone && (content.notify.text ? parseMobile(phone, country) : parsePhone(phone, country));
    if (phone && !known) refuse("phone", phoneWords(content.notify.text));
    if (!phone && content.notify.text) refuse("phone", "Please give a mobile number, or do not ask for texts.");
    const address = email || content.notify.email ? emailInput.safeParse(email) : undefined;
    if (address?.error) refuse("email", email ? address.error.issues[0]!.message : "Please give an email address.");
    return { ...content, customer: { name, email: address?.data ?? "", phone: known || "" } };
  });
}

/** Whether reading this content takes the shop's country: a phone number without its own. */
export function needsCountry(body: unknown): boolean {
  const phone = (body as { customer?: { phone?: unknown } } | null)?.customer?.phone;
  return typeof phone === "string" && phone !== "" && !phone.trim().startsWith("+");
}

/** The content of a request, with its key, as the command takes it. */
export function orderRequest(apiKey: string, content: OrderContent): OrderRequest {
  const { lines, customer, notify, pickup, note, expected_total_minor: expectedTotalMinor } = content;
  const key = { apiKey, contentHash: contentHash(content) };
  return { key, day: pickup?.day ?? null, slotId: pickup?.slot, lines, customer, notify, note, expectedTotalMinor };
}

/** The SHA-256, in hex, of content as canonical JSON: the same content gives the same hash, however it was written. */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}

/** JSON with the names of each object sorted, and none that is undefined. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`).join(",")}}`;
}

function phoneWords(forTexts: boolean): string {
  return forTexts
    ? "Please check the mobile number. We could not read it as one that receives texts."
    : "Please check the phone number. We could not read it.";
}

/** A field that may be left out, or be null. */
function orElse<Schema extends z.ZodType, Fallback extends z.output<Schema> | undefined>(
  schema: Schema,
  fallback: Fallback,
) {
  return schema.nullish().transform((given): z.output<Schema> | Fallback => given ?? fallback);
}

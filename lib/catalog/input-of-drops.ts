import { z } from "zod";
import { id, moment, version } from "@/lib/catalog/input";
import { tellBefore } from "@/lib/catalog/rules-of-drops";
import { line, text } from "@/lib/text";

/** Most items of one drop. */
export const mostDropItems = 50;

const fields = z.looseObject({
  name: line(80, { missing: "Please give it a name." }),
  words: text(2_000).default(""),
  starts: moment,
  ends: moment,
  saysCount: z.literal("on").optional(),
  tellMinutes: z.coerce
    .number()
    .refine((minutes) => tellBefore.some((known) => known === minutes), "Please choose one of these.")
    .default(0),
});

/** Each item is a box of its own in the form: `item:itm_…`. */
function itemsIn(form: Record<string, unknown>): string[] {
  return Object.keys(form)
    .filter((name) => form[name] === "on" && /^item:itm_[0-9A-Z]{26}$/.test(name))
    .map((name) => name.slice("item:".length));
}

function dropOf({ name, words, starts, ends, saysCount, tellMinutes, ...form }: z.output<typeof fields>) {
  return { name, words, starts, ends, saysCount: saysCount === "on", tellMinutes, itemIds: itemsIn(form) };
}

/** Also where another field is wrong, so that everything is said at once. */
function sayWhatIsMissing(form: Record<string, unknown>, found: z.core.$RefinementCtx<unknown>): void {
  const wrong = (path: string, message: string) => found.addIssue({ code: "custom", path: [path], message });
  const items = itemsIn(form).length;
  if (!form.starts && !found.issues.some(({ path }) => path?.[0] === "starts"))
    wrong("starts", "Please choose when it begins.");
  if (items === 0) wrong("items", "Please choose at least one item.");
  if (items > mostDropItems) wrong("items", `Please choose at most ${mostDropItems} items.`);
}

/** A drop as its form has it; the moments are in the shop's zone. */
export const dropInput = fields.superRefine(sayWhatIsMissing, { when: () => true }).transform(dropOf);
export type DropInput = z.output<typeof dropInput>;

const dropId = id("drp", "drop");
export const dropIdInput = z.object({ dropId });

/** A drop that has begun sends neither its beginning nor its items. */
export const dropChangeInput = fields
  .extend({ dropId, version })
  .transform(({ dropId, version, ...form }) => ({ dropId, version, ...dropOf(form) }));
export type DropChangeInput = z.output<typeof dropChangeInput>;

export const wishInput = z.object({
  drop: z.string().max(120),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "Please keep this under 254 characters.")
    .pipe(z.email("Please give an email address, such as maya@example.org.")),
});

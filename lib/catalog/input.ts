import { z } from "zod";
import { priceAt } from "@/lib/catalog/price-at";
import { allergenCodes, slugOf } from "@/lib/catalog/rules";
import { line, text } from "@/lib/text";

/** Most variants of one item. */
export const mostVariants = 100;

/** An id of ours. */
export const id = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-Z]{26}$`), `We could not find this ${what}.`);
/** What a form was opened with. */
export const version = z.coerce.number().int().min(0);
const slug = z
  .string()
  .trim()
  .max(80, "Please keep this under 80 characters.")
  .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "Please use small letters, digits and single hyphens, such as rye-tin.");

const wholeOrEmpty = (least: number, most: number) =>
  z
    .union([z.literal(""), z.null()])
    .transform(() => null)
    .or(
      z.coerce
        .number("Please give a whole number.")
        .int("Please give a whole number.")
        .min(least, `Please give at least ${least}.`)
        .max(most, `Please give at most ${most}.`),
    )
    .default(null);

/** One variant as it is typed; the price as people write it, in the shop's currency. */
export const variantInput = z.object({
  /** Empty for a new one, unless its form made the id. */
  id: z.union([z.literal(""), id("var", "variant")]).default(""),
  fresh: z.literal("on").optional(),
  name: line(80).default(""),
  size: line(40).default(""),
  /** Empty: one is made. */
  sku: line(64).default(""),
  price: line(20, { missing: "Please give a price." }),
  limitPerOrder: wholeOrEmpty(1, 999),
  /** Empty: the shop's own. */
  lowAt: wholeOrEmpty(0, 9_999),
  /** What one takes of a pickup time. Empty: one. */
  workUnits: wholeOrEmpty(0, 1_000),
  onSale: z.literal("on").optional(),
});

const ingredients = text(4_000).refine(
  (words) => words.split("*").length % 2 === 1,
  "One asterisk has no partner. Put allergens between two: *wheat* flour.",
);

/** What is said of an item, each as it is typed. */
export const itemFields = {
  name: line(80, { missing: "Please give it a name." }),
  /** Empty: made of the name. */
  slug: slug.default(""),
  summary: line(200).default(""),
  description: text(8_000).default(""),
  ingredients: ingredients.default(""),
  allergens: z.array(z.enum(allergenCodes)).default([]),
  containsNote: line(400).default(""),
  mayAllergens: z.array(z.enum(allergenCodes)).default([]),
  mayContainNote: line(400).default(""),
  storage: line(400).default(""),
  photo: z
    .union([z.literal(""), z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "We could not find this photo.")])
    .default(""),
  photoAlt: line(250).default(""),
  stock: z.enum(["per_day", "keeps"], "Please say how its stock is counted."),
};

/** An item with its variants as the form has it. Money becomes minor units of `currency`, the one that the form was shown with. */
export const itemInput = z
  .object({
    ...itemFields,
    categoryId: id("cat", "category"),
    currency: z.string().regex(/^[A-Z]{3}$/),
    limitPerPerson: wholeOrEmpty(1, 999),
    /** Empty: a week. */
    limitDays: wholeOrEmpty(1, 366),
    confirmContact: z.union([z.literal("on"), z.boolean()]).optional(),
    variants: z
      .array(variantInput)
      .min(1, "An item needs at least one variant.")
      .max(mostVariants, `An item has at most ${mostVariants} variants.`),
  })
  .superRefine(({ variants }, found) => {
    for (const [at, { sku }] of variants.entries()) {
      const twice = variants.findIndex((other) => sku !== "" && other.sku.toLowerCase() === sku.toLowerCase()) < at;
      if (twice && sku)
        found.addIssue({
          code: "custom",
          path: ["variants", at, "sku"],
          message: "Another variant here has this SKU.",
        });
    }
  })
  .transform(({ variants, ...item }, found) => ({
    ...item,
    slug: item.slug || slugOf(item.name),
    confirmContact: item.confirmContact === "on" || item.confirmContact === true,
    limitDays: item.limitPerPerson === null ? null : (item.limitDays ?? 7),
    variants: variants.map(({ price, onSale, fresh, workUnits, ...variant }, at) => ({
      ...variant,
      workUnits: workUnits ?? 1,
      fresh: fresh !== undefined || variant.id === "",
      hidden: onSale === undefined,
      priceMinor: priceAt(price, item.currency, (message) =>
        found.addIssue({ code: "custom", path: ["variants", at, "price"], message }),
      ),
    })),
  }));
export type ItemInput = z.output<typeof itemInput>;
export type VariantInput = ItemInput["variants"][number];

export const itemIdInput = z.object({ itemId: id("itm", "item") });
export const variantIdInput = z.object({ variantId: id("var", "variant") });
export const categoryIdInput = z.object({ categoryId: id("cat", "category") });

/** A day and time in the shop's zone as a browser's field has it, or nothing. */
export const moment = z
  .union([z.literal(""), z.string().regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/, "Please choose a day and a time.")])
  .default("");
export const scheduleInput = itemIdInput.extend({ from: moment, until: moment });
export type ScheduleInput = z.output<typeof scheduleInput>;

const categoryFields = {
  name: line(60, { missing: "Please give it a name." }),
  note: line(120).default(""),
};
export const categoryInput = z.object(categoryFields);
export const categoryChangeInput = categoryIdInput.extend({ ...categoryFields, version });

const before = z.union([z.literal("").transform(() => null), z.string().max(40)]).default(null);
export const placeItemInput = itemIdInput.extend({ categoryId: id("cat", "category"), before });
export const placeCategoryInput = categoryIdInput.extend({ before });

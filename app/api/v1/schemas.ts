import { z } from "zod";
import { orderContent } from "@/lib/orders/wire";

/** What the API answers with. Names are snake_case, money is in minor units, instants are in UTC, days in the shop's zone. */

const day = z.iso.date().meta({ description: "A calendar day in the shop's time zone." });
const instant = z.iso.datetime();
const minor = z.int();

export const pickupSlot = z.object({
  id: z.string().meta({ description: "To name it in an order.", examples: ["slt_01JE0000000000000000000000"] }),
  starts_at: instant,
  ends_at: instant,
  choose_by: instant.meta({ description: "The last moment to choose it." }),
  room: z.int().meta({
    description: "Work units that it can take now; most things take one each. A promise only once ordered.",
  }),
});

export const pickupDay = z.object({
  day,
  opens: z.string().meta({ description: "Collecting begins, in the shop's time zone.", examples: ["08:00"] }),
  closes: z.string().meta({ examples: ["13:00"] }),
  order_by: instant.meta({ description: "The last moment to order for this day." }),
  slots: z.array(pickupSlot).meta({
    description:
      "Its pickup times that can be chosen, earliest first. Empty: the day has none, and an order is for the day alone.",
  }),
});

export const daysBody = z.object({
  ordering_open: z.boolean().meta({ description: "False: the shop takes no orders at the moment." }),
  paused_until: instant.nullable().meta({ description: "Until then ordering is paused; it goes on by itself." }),
  timezone: z.string(),
  days: z.array(pickupDay),
});

export const variant = z.object({
  sku: z.string(),
  name: z.string().meta({ description: "Empty where an item has only one variant." }),
  price_minor: minor,
  limit_per_order: z.int().nullable().meta({ description: "The most that one order can have of it." }),
  available: z.int().meta({ description: "How many can be ordered for the day now. A promise only once ordered." }),
});

export const item = z.object({
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  category: z.object({ slug: z.string(), name: z.string() }),
  ingredients: z.string().meta({ description: "Allergens stand between asterisks." }),
  contains: z.string(),
  may_contain: z.string(),
  allergens: z.array(z.string()).meta({
    description:
      "Those of the EU's fourteen that the shop named, such as gluten or milk. `contains` says all of it in words.",
  }),
  may_contain_allergens: z.array(z.string()),
  keeps: z.boolean().meta({ description: "Goods that keep have one stock for all days." }),
  limit_per_person: z.int().nullable().meta({
    description: "How many of all its variants one person may have in `limit_days` days, over all their orders.",
  }),
  limit_days: z.int().nullable(),
  confirm_contact: z.boolean().meta({ description: "Only the shop's own page takes orders of it, with a code." }),
  photo_url: z.string().nullable(),
  url: z.string(),
  opens_at: instant.nullable().meta({
    description: "When it can be ordered, if it is in a drop that has yet to begin: until then `available` is 0.",
  }),
  variants: z.array(variant),
});

export const itemsBody = z.object({
  day,
  orderable: z.boolean().meta({ description: "Whether this day can be ordered for now." }),
  currency: z.string(),
  items: z.array(item),
});

export const orderLine = z.object({
  sku: z.string(),
  item: z.string().meta({ description: "The item's slug when it was ordered." }),
  name: z.string(),
  variant: z.string(),
  quantity: z.int(),
  unit_price_minor: minor,
  total_minor: minor,
});

export const order = z.object({
  id: z.string(),
  number: z
    .string()
    .meta({ description: "What customer and shop call it, with the prefix that the shop chose.", examples: ["1042"] }),
  token: z.string().meta({ description: "Opens the order to whoever has it: keep it secret." }),
  revision: z.int().meta({ description: "Rises with each change." }),
  status: z.enum(["placed", "accepted", "ready", "completed", "cancelled", "not_collected"]),
  payment_status: z.enum(["unpaid", "paid"]),
  currency: z.string(),
  placed_at: instant,
  paid_at: instant.nullable(),
  pickup: z.object({
    day,
    slot: pickupSlot
      .pick({ id: true, starts_at: true, ends_at: true })
      .nullable()
      .meta({ description: "Its time; null: the day alone." }),
  }),
  customer: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  notify: z.object({ email: z.boolean(), text: z.boolean() }),
  note: z.string(),
  cancel_reason: z.string(),
  lines: z.array(orderLine),
  total_minor: minor,
});

export const orderBody = z.object({
  order,
  url: z.url().meta({ description: "The customer's page about this order." }),
});

export const fieldError = z.object({
  path: z.string().meta({ examples: ["lines.0.quantity"] }),
  message: z.string(),
});

export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "Words for a person." }),
    code: z.string().meta({ description: "For a program: see the list of codes." }),
    errors: z.array(fieldError).optional().meta({ description: "With `invalid`." }),
    lines: z
      .array(
        z.looseObject({
          sku: z.string(),
          name: z.string(),
          requested: z.int().optional(),
          available: z.int().optional(),
          limit: z.int().optional(),
        }),
      )
      .optional()
      .meta({
        description: "With `out_of_stock`, `not_on_sale`, `not_yet` and `limit_passed`: every line that it is about.",
      }),
    slots: z
      .array(pickupSlot.omit({ choose_by: true }))
      .optional()
      .meta({ description: "With `slot_full`, `slot_closed` and `slot_gone`: the times of that day that have room." }),
  })
  .meta({ description: "RFC 9457." });

/** The schemas that the description of the API names. */
export const named = {
  DaysBody: daysBody,
  ItemsBody: itemsBody,
  Item: item,
  Variant: variant,
  PickupSlot: pickupSlot,
  OrderContent: orderContent,
  OrderBody: orderBody,
  Order: order,
  OrderLine: orderLine,
  Problem: problem,
} as const;

export type SchemaName = keyof typeof named;
export type DaysBody = z.infer<typeof daysBody>;
export type ItemsBody = z.infer<typeof itemsBody>;
export type OrderBody = z.infer<typeof orderBody>;

import { z } from "zod";
import { quantitiesIn, variantId } from "@/lib/orders/change-input";
import type { OwnChange } from "@/lib/orders/change-own-order";
import { lineId } from "@/lib/orders/move-input";
import { slotInput } from "@/lib/pickup/input";
import { isDay } from "@/lib/time";

/** The address of an order's page, as its forms carry it. */
export const ownToken = z.string().regex(/^[\w-]{22}$/, "We could not find this order.");

/** What a form of one's own order alone says: which. */
export const ownOrderInput = z.object({ token: ownToken });

/** A cart that is to be added to an order: which cart, which order, what it comes to. */
export const addToOrderInput = ownOrderInput.extend({
  cart: z.string().max(40),
  expectedTotal: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
});

const head = ownOrderInput.extend({
  version: z.coerce.number().int().min(1),
  day: z.string().refine(isDay, "Please choose a day.").optional(),
  slot: slotInput,
});
const price = z.coerce.number().int().min(0).max(2_147_483_647);

/**
 * A form's fields: token, version, day, slot, and for each line `quantity-` and its id, for each addition `add-` and the variant's id, and for
 * whatever may become more `seen-` and the variant's id: its price as it was shown, in minor units. Wrong fields are named by those names.
 */
export const ownChangeInput = z.looseObject({}).transform((form, context): OwnChange => {
  const say = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  const fields = head.safeParse(form);
  for (const issue of fields.error?.issues ?? []) say(String(issue.path[0]), issue.message);
  const lines = quantitiesIn(form, "quantity-", lineId, say).map(({ id, quantity }) => ({ lineId: id, quantity }));
  const seen = pricesIn(form);
  const added = quantitiesIn(withoutNone(form), "add-", variantId, say).flatMap(({ id, quantity }) =>
    quantity > 0 ? [{ variantId: id, quantity, seenPriceMinor: seen[id] }] : [],
  );
  if (!fields.success) return z.NEVER;
  const { token, version: revision, day, slot: slotId } = fields.data;
  return { token, revision, day, slotId, lines, added, seen };
});

/** Without JavaScript everything on sale is a field; of most there are to be none. */
function withoutNone(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== "0" && value !== ""));
}

function pricesIn(form: Record<string, unknown>): Record<string, number> {
  const named = Object.entries(form).filter(([name]) => name.startsWith("seen-"));
  return Object.fromEntries(
    named.flatMap(([name, value]) => {
      const read = price.safeParse(value);
      return read.success ? [[name.slice("seen-".length), read.data]] : [];
    }),
  );
}

import { z } from "zod";
import { line, text } from "@/lib/text";

export const orderId = z.string().regex(/^ord_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this order.");
export const lineId = z.string().regex(/^lin_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this line.");

export const orderInput = z.object({ orderId });
export type OrderInput = z.infer<typeof orderInput>;

const reason = line(200, { missing: "Please say why, in a few words. The customer will read it." });

/** `writtenOff` names the lines whose units do not go back to stock. */
export type CancelInput = { orderId: string; reason: string; writtenOff?: readonly string[] };

/** A form's fields: for each line `units-` and its id, with "back" or "written_off". */
export const cancelInput = z
  .looseObject({ orderId, reason })
  .transform((form): CancelInput => ({ orderId: form.orderId, reason: form.reason, writtenOff: writtenOffIn(form) }));

function writtenOffIn(form: Record<string, unknown>): string[] {
  const chosen = Object.entries(form).filter(([name, value]) => name.startsWith("units-") && value === "written_off");
  return chosen.map(([name]) => name.slice("units-".length)).filter((id) => lineId.safeParse(id).success);
}

/** What becomes of the units that nobody collected; by kind: goods that keep go back, goods of a day are written off. */
export const notCollectedInput = z.object({ orderId, units: z.enum(["by_kind", "back", "written_off"]).optional() });
export type NotCollectedInput = z.infer<typeof notCollectedInput>;

/** `paid` comes from a form as "yes" or "no". */
export const paidInput = z.object({ orderId, paid: z.enum(["yes", "no"]).transform((answer) => answer === "yes") });
export type PaidInput = z.output<typeof paidInput>;

/** How many orders are moved at a time, at most. */
export const mostAtOnce = 100;

/** A selection comes from a form as ids with commas between. */
const orderIds = z
  .string()
  .transform((ids) => [...new Set(ids.split(",").filter(Boolean))])
  .pipe(
    z
      .array(orderId)
      .min(1, "Please choose at least one order.")
      .max(mostAtOnce, `Please choose at most ${mostAtOnce} orders at a time.`),
  );

export const moveManyInput = z.object({
  orderIds,
  move: z.enum(["accept", "markReady", "complete", "markNotCollected"]),
});
export type MoveManyInput = z.output<typeof moveManyInput>;

export const undoManyInput = z.object({ orderIds });
export type UndoManyInput = z.output<typeof undoManyInput>;

export const noteForStaffInput = z.object({
  orderId,
  text: text(1_000, { missing: "Please write something.", long: "Please keep the note under 1,000 characters." }),
});
export type NoteForStaffInput = z.output<typeof noteForStaffInput>;

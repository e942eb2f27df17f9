import { z } from "zod";
import { orderId } from "@/lib/orders/move-input";
import { line } from "@/lib/text";

/** A person goes by one of their orders: no address holds a name or a number. */
export const eraseInput = z.object({ orderId });
export type EraseInput = z.output<typeof eraseInput>;

/** Who ordered nothing goes by one of their places in line, or of their wishes to be told of a drop. */
export const eraseWaitingInput = z.object({
  waitingId: z.string().regex(/^(?:plc|wsh)_\w{26}$/, "We do not know this person."),
});
export type EraseWaitingInput = z.output<typeof eraseWaitingInput>;

/** How many orders of one person are cancelled at a time, at most. */
export const mostCancelled = 200;

/** `orderIds` are those that were listed before it was asked, with commas between. `units`: what becomes of goods of a day. */
export const cancelAllInput = z.object({
  orderId,
  orderIds: z
    .string()
    .transform((ids) => [...new Set(ids.split(",").filter(Boolean))])
    .pipe(z.array(orderId).min(1, "There is no open order to cancel.").max(mostCancelled)),
  reason: line(200, { missing: "Please say why, in a few words. The customer will read it." }),
  units: z.enum(["back", "written_off"]).default("back"),
});
export type CancelAllInput = z.output<typeof cancelAllInput>;

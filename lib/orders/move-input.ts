import { z } from "zod";
import { line } from "@/lib/text";

const orderId = z.string().regex(/^ord_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this order.");

export const orderInput = z.object({ orderId });
export type OrderInput = z.infer<typeof orderInput>;

export const cancelInput = z.object({
  orderId,
  reason: line(200, { missing: "Please say why, in a few words. The customer will read it." }),
});
export type CancelInput = z.infer<typeof cancelInput>;

/** `paid` comes from a form as "yes" or "no". */
export const paidInput = z.object({ orderId, paid: z.enum(["yes", "no"]).transform((answer) => answer === "yes") });
export type PaidInput = z.output<typeof paidInput>;

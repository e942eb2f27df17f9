import { z } from "zod";
import { emailInput } from "@/lib/orders/input";
import { orderInput } from "@/lib/orders/move-input";

export const sendAgainInput = z.object({
  deliveryId: z.string().regex(/^dlv_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this message."),
});

export const confirmationInput = orderInput.extend({ email: emailInput });
export type ConfirmationInput = z.output<typeof confirmationInput>;

import { z } from "zod";

export const sendAgainInput = z.object({
  deliveryId: z.string().regex(/^dlv_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this message."),
});

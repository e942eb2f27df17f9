import { z } from "zod";

/** What is asked when the shop is closed for orders: words for its customers, or none. */
export const closeShopInput = z.object({
  message: z.string().trim().max(200, "Please keep this to 200 characters.").default(""),
});

import { z } from "zod";
import { orderId } from "@/lib/orders/move-input";

/** How many tickets one print may hold. */
export const mostTickets = 500;

/** Tickets as a page showed them: what stood on each, and when it had been printed before, in ms. */
export const printedInput = z.object({
  tickets: z
    .array(z.object({ orderId, content: z.string().regex(/^[0-9a-f]{32}$/), printedAt: z.number().int().nullable() }))
    .min(1)
    .max(mostTickets),
});
export type PrintedInput = z.output<typeof printedInput>;

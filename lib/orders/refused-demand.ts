import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import type { Offer } from "@/lib/orders/offer";
import type { ShortLine } from "@/lib/orders/refusals";
import { toDate } from "@/lib/time";

/**
 * Records, after the rollback, what people wanted and the shop could not promise. Never stands in the way of the refusal itself:
 * if it cannot be recorded, that is logged.
 */
export async function recordRefusedDemand(channel: string, detail: unknown, offer: Offer): Promise<void> {
  const { lines } = detail as { lines: ShortLine[] };
  const keeps = new Set(offer.variants.filter((variant) => variant.keeps).map((variant) => variant.variantId));
  const data = lines.map(({ variantId, requested, available }) => ({
    ...{ variantId, requested, available, channel },
    day: keeps.has(variantId) ? null : toDate(offer.day),
  }));
  await db()
    .refusedDemand.createMany({ data })
    .catch((error: unknown) => log().warn({ err: error }, "refused demand was not recorded"));
}

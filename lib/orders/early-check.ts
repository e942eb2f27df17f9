import { type Demand, shortages } from "@/lib/orders/demand";
import { refuse } from "@/lib/orders/refusals";

/**
 * An early no, from counters read without a lock: it spares the locked rows a hopeless wait. The yes is given under the lock
 * alone. Refuses `out_of_stock`.
 */
export function refuseEarly(demand: readonly Demand[]): void {
  const lines = shortages(demand, (line) => line.available);
  if (lines.length > 0) refuse("out_of_stock", { lines });
}

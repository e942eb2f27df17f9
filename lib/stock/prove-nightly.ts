import { db } from "@/lib/db/client";
import { getShop } from "@/lib/settings/queries";
import { proveStock } from "@/lib/stock/prove-stock";
import { addDays, dayOf, instantAt } from "@/lib/time";

const threeOClock = 180;

/** Proves the books once a night, at three in the shop's zone or as soon after as a worker runs. Returns whether it did. */
export async function proveNightly(now = new Date()): Promise<boolean> {
  const { timezone } = await getShop();
  const today = instantAt(dayOf(now, timezone), threeOClock, timezone);
  const since = now >= today ? today : instantAt(addDays(dayOf(now, timezone), -1), threeOClock, timezone);
  const done = await db().stockProof.count({
    where: { at: { gte: since, lte: now }, actor: { path: ["kind"], equals: "system" } },
  });
  if (done > 0) return false;
  await proveStock({ kind: "system", name: "Nightly proof" });
  return true;
}

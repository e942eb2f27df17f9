import type { SystemActor } from "@/lib/actor";
import { dropEvent, findRecord } from "@/lib/catalog/drop-record";
import { tellOfDrops } from "@/lib/catalog/tell-of-drops";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

const opener: SystemActor = { kind: "system", name: "drops" };

/**
 * Sees which drops have begun, each once however many workers look: writes `drop.opened` and tells open pages to look. No order waits for it: the clock
 * alone opens a drop. Then has those told who want to be. Returns how many drops were opened and people told.
 */
export async function openDrops(): Promise<{ opened: number; told: number }> {
  const opened = await inTransaction(openBegun);
  return { opened, told: await tellOfDrops() };
}

async function openBegun(tx: Tx): Promise<number> {
  const begun = await tx.$queryRaw<{ id: string; at: Date }[]>`
    UPDATE drops SET opened_at = holdfast_now() WHERE opened_at IS NULL AND cancelled_at IS NULL AND starts_at <= holdfast_now()
    RETURNING id, opened_at AS at`;
  for (const { id, at } of begun) {
    const drop = await findRecord(tx, id);
    if (drop) await recordEvent(tx, opener, dropEvent("drop.opened", drop, at));
  }
  if (begun.length > 0) announce(tx, "stock", "shop");
  return begun.length;
}

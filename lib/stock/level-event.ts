import type { Actor } from "@/lib/actor";
import type { Tx } from "@/lib/db/transaction";
import { type NewEvent, recordEvent } from "@/lib/history/record-event";
import type { MadeEntry } from "@/lib/stock/change-levels";
import type { NamedLevel } from "@/lib/stock/find-level";

type Told = {
  type: string;
  level: NamedLevel;
  /** The entries that were written; none: nothing happened. */
  made: readonly MadeEntry[];
  onHand: number;
  more?: NewEvent["snapshot"];
};

/** Writes that a level's on hand was changed by hand, with what it was and what it is. */
export async function levelEvent(tx: Tx, actor: Actor, { type, level, made, onHand, more }: Told): Promise<void> {
  const [entry] = made;
  if (!entry) return;
  const { id, name, day, sku, variantId } = level;
  await recordEvent(tx, actor, {
    type,
    at: entry.at,
    subject: { kind: "stock", id, name: day ? `${name}, ${day}` : name },
    snapshot: { sku, variantId, day, onHand, entry: entry.id, ...more },
    previous: { onHand: level.onHand },
  });
}

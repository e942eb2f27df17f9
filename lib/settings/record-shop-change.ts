import type { Actor } from "@/lib/actor";
import { announce, type Tx } from "@/lib/db/transaction";
import { type NewEvent, recordEvent } from "@/lib/history/record-event";
import { newShop } from "@/lib/settings/queries";

type Fields = Record<string, unknown>;

/** Records `shop.changed` with only what changed, before and after, and tells every process to look. */
export async function recordShopChange(
  tx: Tx,
  actor: Actor,
  { previous, snapshot }: { previous: Fields; snapshot: Fields },
): Promise<void> {
  await recordEvent(tx, actor, {
    type: "shop.changed",
    subject: { kind: "shop", id: newShop.id, name: "Settings" },
    at: new Date(),
    snapshot: snapshot as NewEvent["snapshot"],
    previous: previous as NewEvent["previous"],
  });
  announce(tx, "shop");
}

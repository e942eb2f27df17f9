import { type Actor, requirePermission } from "@/lib/actor";
import { nameOf } from "@/lib/backup/rules";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

export type Restored = { place: string; takenAt: string; rows: number; photos: number; doubted: number };

/** Notes that this shop was restored from a backup: `backup.restored`. Refuses `not_permitted`. */
export async function recordRestore(actor: Actor | null, restored: Restored): Promise<void> {
  const who = requirePermission(actor, "backup.view");
  await inTransaction((tx) =>
    recordEvent(tx, who, {
      type: "backup.restored",
      subject: { kind: "backup", id: restored.takenAt, name: nameOf(restored.place) },
      at: new Date(),
      snapshot: restored,
    }),
  );
}

import { type Actor, requirePermission } from "@/lib/actor";
import { nameOf } from "@/lib/backup/rules";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";

export type MadeBackup = { place: string; bytes: number; rows: number; photos: number; takenAt: string };

/** Notes that a backup was made, how large it is and where it went: `backup.made`. Refuses `not_permitted`. */
export async function recordBackup(actor: Actor | null, made: MadeBackup): Promise<void> {
  const who = requirePermission(actor, "backup.view");
  await inTransaction((tx) =>
    recordEvent(tx, who, {
      type: "backup.made",
      subject: { kind: "backup", id: made.takenAt, name: nameOf(made.place) },
      at: new Date(),
      snapshot: made,
    }),
  );
}

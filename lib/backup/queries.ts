import type { MadeBackup } from "@/lib/backup/record-backup";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

export type BackupMade = Omit<MadeBackup, "takenAt"> & { takenAt: Date };

/** The last backups that were made, newest first. */
export async function listBackups(atMost: number): Promise<BackupMade[]> {
  try {
    const events = await db().event.findMany({
      where: { subjectKind: "backup", type: "backup.made" },
      orderBy: { at: "desc" },
      take: atMost,
      select: { snapshot: true },
    });
    return events.map(({ snapshot }) => {
      const made = snapshot as MadeBackup;
      return { ...made, takenAt: new Date(made.takenAt) };
    });
  } catch (error) {
    throw translateTrouble(error);
  }
}

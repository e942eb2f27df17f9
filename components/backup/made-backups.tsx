import s from "@/components/backup/backup.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import type { BackupMade } from "@/lib/backup/queries";
import { nameOf, sizeWords } from "@/lib/backup/rules";

type Props = { backups: readonly BackupMade[]; place: Place };

/** The backups that were made, newest first, with where they went. Whether a file is still there only its disk knows. */
export function MadeBackups({ backups, place }: Props) {
  return (
    <section className={s.part}>
      <h2>Made so far</h2>
      {backups.length === 0 ? (
        <Empty title="None yet.">Each backup is listed here, with its size and where it went.</Empty>
      ) : (
        <Table
          caption="Backups"
          rows={backups}
          keyOf={({ takenAt }) => takenAt.toISOString()}
          columns={[
            { head: "File", cell: (backup) => <span className={s.file}>{nameOf(backup.place)}</span>, main: true },
            { head: "As of", cell: ({ takenAt }) => momentWords(takenAt, place) },
            { head: "Size", cell: ({ bytes }) => sizeWords(bytes), num: true },
            { head: "Rows", cell: ({ rows }) => rows.toLocaleString(place.locale), num: true, quietOnPhone: true },
            {
              head: "Photo files",
              cell: ({ photos }) => photos.toLocaleString(place.locale),
              num: true,
              quietOnPhone: true,
            },
            { head: "Where", cell: (backup) => <span className={s.file}>{folderOf(backup.place)}</span> },
          ]}
        />
      )}
    </section>
  );
}

function folderOf(place: string): string {
  return place.slice(0, -nameOf(place).length - 1) || "/";
}

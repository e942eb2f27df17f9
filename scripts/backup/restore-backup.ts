import type { SystemActor } from "@/lib/actor";
import { recordRestore } from "@/lib/backup/record-restore";
import { doubtWaiting } from "@/lib/deliveries/doubt-waiting";
import { type KeptProof, proveStock } from "@/lib/stock/prove-stock";
import { prepareDatabase } from "../prepare-database";
import { beginJournal } from "./journal";
import { loadBackup, type OtherPart } from "./load-backup";
import type { Manifest, Seal } from "./manifest";
import { IncomingPhotos } from "./photos";

type Wanted = {
  url: string;
  file: string;
  dataFolder: string;
  /** Asked until the old shop is gone: after that a restore goes on to its end. */
  signal?: AbortSignal | undefined;
};

export type RestoredShop = {
  manifest: Manifest;
  seal: Seal;
  /** The migrations that the backup's version did not have yet. */
  migrated: string[];
  /** Emails and texts that were waiting, and may have been sent since. */
  doubted: number;
  proof: KeptProof;
  key: string | undefined;
};

const restorer: SystemActor = { kind: "system", name: "restore" };

/**
 * Puts a backup in the place of what a database and a data folder hold, brings it to the present version, and proves the stock. Until the last row is
 * loaded and counted everything is as it was; from there to the end a journal in the data folder says that it is unfinished. DATABASE_URL must name the
 * same database.
 */
export async function restoreBackup({ url, file, dataFolder, signal }: Wanted): Promise<RestoredShop> {
  const photos = new IncomingPhotos(dataFolder);
  let key: string | undefined;
  const takeOther = (part: OtherPart) => {
    if (part.kind === "key") key = part.key;
    else photos.put(part.place, part.bytes);
  };
  const { checked, journal } = await loadBackup({ url, file, signal, takeOther }, async ({ checked, commit }) => {
    signal?.throwIfAborted();
    const journal = beginJournal(dataFolder, file);
    photos.takeOver();
    await commit();
    return { checked, journal };
  }).catch((error) => {
    photos.abandon();
    throw error;
  });
  const migrated = await prepareDatabase(url);
  const doubted = await doubtWaiting(restorer);
  const proof = await proveStock(restorer);
  const { manifest, seal } = checked;
  const rows = seal.tables.reduce((sum, table) => sum + table.rows, 0);
  await recordRestore(restorer, { place: file, takenAt: manifest.takenAt, rows, photos: seal.photos.files, doubted });
  photos.settle();
  journal.done();
  return { manifest, seal, migrated, doubted, proof, key };
}

import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { filesOf, mailPictureOf, parseFileName } from "@/lib/photos/rules";
import { listPhotoFiles, removePhotoFile } from "@/lib/photos/store";

const dayMs = 86_400_000;

/**
 * Removes photos that nothing shows and that are more than a day old, and files that no photo owns. What an order shows stays, and is
 * not looked for again. Returns how many photos went. May run twice, and beside people who choose photos.
 */
export async function forgetUnusedPhotos(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - dayMs);
  const gone = await inTransaction((tx) => forget(tx, before));
  for (const photo of gone) for (const file of [...filesOf(photo), mailPictureOf(photo)]) await removePhotoFile(file);
  await removeStrays(before);
  return gone.length;
}

/** The rows are locked first and looked at by later statements: who chooses a photo locks it too, and is seen. */
async function forget(tx: Tx, before: Date): Promise<string[]> {
  const old = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM photos WHERE made_at < ${before} AND NOT kept_for_orders ORDER BY name FOR UPDATE SKIP LOCKED`;
  const unused = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM photos p WHERE p.name = ANY(${old.map(({ name }) => name)}::text[])
       AND NOT EXISTS (SELECT 1 FROM items i WHERE i.photo = p.name) AND NOT EXISTS (SELECT 1 FROM shop s WHERE s.logo = p.name)`;
  const names = unused.map(({ name }) => name);
  if (names.length === 0) return [];
  await tx.$executeRaw`
    UPDATE photos SET kept_for_orders = true
     WHERE name IN (SELECT photo FROM order_lines WHERE photo = ANY(${names}::text[]))`;
  const gone = await tx.$queryRaw<{ name: string }[]>`
    DELETE FROM photos WHERE name = ANY(${names}::text[]) AND NOT kept_for_orders RETURNING name`;
  return gone.map(({ name }) => name);
}

async function removeStrays(before: Date): Promise<void> {
  const files = (await listPhotoFiles()).filter(({ writtenAt }) => writtenAt < before);
  const named = files.map(({ file }) => ({ file, photo: parseFileName(file)?.photo ?? "" }));
  const known = await db().photo.findMany({
    where: { name: { in: [...new Set(named.map(({ photo }) => photo))] } },
    select: { name: true },
  });
  const names = new Set(known.map(({ name }) => name));
  for (const { file, photo } of named) if (!names.has(photo) && isOurs(file)) await removePhotoFile(file);
}

/** A photo's file, or one that was left half written: nothing that somebody else put into the folder. */
function isOurs(file: string): boolean {
  return parseFileName(file) !== null || /^\.[0-9a-f]{16}$/.test(file);
}

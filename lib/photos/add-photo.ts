import { randomBytes } from "node:crypto";
import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { makePictures, type Pictures } from "@/lib/photos/make-pictures";
import { withUpload } from "@/lib/photos/receive-upload";
import type { Size } from "@/lib/photos/rules";
import { putPhotoFile, removePhotoFile } from "@/lib/photos/store";
import { inTurn } from "@/lib/photos/turns";

/** A photo that was made: its name goes into an item or the shop's logo; what nothing shows is swept after a day. */
export type NewPhoto = Size & { photo: string; placeholder: string };

/**
 * Takes in a photo: checks it by its content, makes its pictures, keeps them, and records `photo.added`. The file that came is kept nowhere.
 * Refuses `too_large`, `not_a_photo`, `broken_photo`, `too_many_pixels`, `too_few_pixels`, `moving_picture`, `busy`.
 */
export async function addPhoto(actor: Actor | null, body: ReadableStream<Uint8Array> | null): Promise<NewPhoto> {
  const who = requirePermission(actor, "catalog.change");
  const pictures = await withUpload(body, (file, kind) => inTurn(() => makePictures(file, kind)));
  const photo = `p-${randomBytes(10).toString("hex")}`;
  const files = [...pictures.files].map(([ending, bytes]) => ({ file: `${photo}-${ending}`, bytes }));
  try {
    for (const { file, bytes } of files) await putPhotoFile(file, bytes);
    await keepPhoto(who, photo, pictures);
  } catch (error) {
    for (const { file } of files) await removePhotoFile(file);
    throw error;
  }
  const { width, height, placeholder } = pictures;
  return { photo, width, height, placeholder };
}

async function keepPhoto(actor: Actor, name: string, { width, height, placeholder, files }: Pictures): Promise<void> {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.byteLength, 0);
  const at = new Date();
  await inTransaction(async (tx) => {
    const data = { name, width, height, placeholder, bytes, madeAt: at, madeBy: actorRecord(actor) };
    await tx.photo.create({ data, select: { name: true } });
    const snapshot = { width, height, bytes };
    await recordEvent(tx, actor, { type: "photo.added", subject: { kind: "photo", id: name, name }, at, snapshot });
  });
}

import { makeForMail } from "@/lib/photos/make-pictures";
import { findPhotoSize } from "@/lib/photos/queries";
import { mailPictureOf, mailSizeFor } from "@/lib/photos/rules";
import { putPhotoFile, readPhotoFile } from "@/lib/photos/store";
import { inTurn } from "@/lib/photos/turns";

/** Makes the picture of a photo that goes into mails, and keeps it. False if there is no such photo. Refuses `busy`. */
export async function makeMailPicture(photo: string): Promise<boolean> {
  const [size, kept] = await Promise.all([findPhotoSize(photo), readPhotoFile(`${photo}-720.webp`)]);
  if (!size || !kept) return false;
  const picture = await inTurn(() => makeForMail(kept, mailSizeFor(size)));
  await putPhotoFile(mailPictureOf(photo), picture);
  return true;
}

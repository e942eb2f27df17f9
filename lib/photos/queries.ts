import { db } from "@/lib/db/client";
import type { Size } from "@/lib/photos/rules";

/** How large a photo's largest picture is, in pixels; null if there is no such photo. */
export async function findPhotoSize(name: string): Promise<Size | null> {
  return db().photo.findUnique({ where: { name }, select: { width: true, height: true } });
}

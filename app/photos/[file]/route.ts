import { makeMailPicture } from "@/lib/photos/make-mail-picture";
import { mailPictureOf, parseFileName } from "@/lib/photos/rules";
import { openPhotoFile } from "@/lib/photos/store";
import { problemOf } from "@/lib/web/problem";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

/** A photo's file. It never changes under its name, so it may be kept for ever; the demo's are static files beside it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const named = parseFileName(file);
  try {
    const found = named && ((await openPhotoFile(file)) ?? (await openMade(named.photo, file)));
    return found ? answer(found, named.type) : noPhoto();
  } catch (error) {
    return problemOf(error, "photo");
  }
}

function noPhoto(): Response {
  return new Response("There is no such photo.", { status: 404, headers: { "Cache-Control": "no-store" } });
}

function answer({ bytes, body }: { bytes: number; body: ReadableStream<Uint8Array> }, type: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Length": String(bytes),
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}

/** The picture for mails is made for whoever first asks. */
async function openMade(photo: string, file: string) {
  if (file !== mailPictureOf(photo) || !(await makeMailPicture(photo))) return null;
  return openPhotoFile(file);
}

import { parseFileName } from "@/lib/photos/rules";
import { openPhotoFile } from "@/lib/photos/store";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

/** A photo's file. It never changes under its name, so it may be kept for ever; the demo's are static files beside it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const named = parseFileName(file);
  const found = named && (await openPhotoFile(file));
  if (!found) return new Response("There is no such photo.", { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(found.body, {
    headers: {
      "Content-Type": named.type,
      "Content-Length": String(found.bytes),
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}

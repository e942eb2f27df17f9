import { requirePermission } from "@/lib/actor";
import { encodings, mostBytes } from "@/lib/catalog/import/file-text";
import { refuse } from "@/lib/catalog/import/refusals";
import { prepareImport } from "@/lib/catalog/prepare-import";
import { progressAnswer } from "@/lib/web/progress-answer";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

/** A file of items comes in as the raw body of the request; what it would do is kept, and its id is the last line of the answer. */
export const POST = staffRoute("read a file of items", async (staff, request) => {
  requirePermission(staff, "catalog.import");
  if (Number(request.headers.get("content-length")) > mostBytes) refuse("too_large", { limitBytes: mostBytes });
  const asked = new URL(request.url).searchParams;
  const encoding = encodings.find((known) => known === asked.get("encoding"));
  const file = { name: asked.get("name") || "items.csv", body: chunksOf(request), encoding };
  return progressAnswer("read a file of items", (tell) => prepareImport(staff, file, tell));
});

async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}

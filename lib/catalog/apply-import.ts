import { type Actor, requirePermission } from "@/lib/actor";
import { applySql } from "@/lib/catalog/import/apply-sql";
import { readStamp } from "@/lib/catalog/import/read-known";
import { refuse } from "@/lib/catalog/import/refusals";
import { refuse as refuseCatalog } from "@/lib/catalog/refusals";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";

/** What is being written, in this order. */
export const applySteps = ["categories", "items", "variants", "history"] as const;
export type ApplyStep = (typeof applySteps)[number];

/** Fifty thousand rows take their time on a small machine. */
const longestMs = 60_000;

type Waiting = {
  stamp: string;
  counts: Record<string, number>;
  fileName: string;
  format: string;
  appliedAt: Date | null;
  readyAt: Date | null;
};

/**
 * Imports exactly what a dry run showed, all of it or nothing: `catalog.imported` with the counts, and an event with before and after for each item. Those that were
 * refused stay out. Once, however often it is asked for. Refuses `catalog_changed`, `import_gone`, `nothing_to_import`, `photo_gone`, `busy`.
 */
export async function applyImport(
  actor: Actor | null,
  { importId }: { importId: string },
  tell: (step: ApplyStep) => void = () => {},
): Promise<void> {
  const who = requirePermission(actor, "catalog.import");
  const work = async (tx: Tx) => {
    await lockCatalog(tx);
    const waiting = await lockImport(tx, importId);
    if (waiting.appliedAt) return;
    if (!waiting.counts.new && !waiting.counts.changed) refuse("nothing_to_import", {});
    if ((await readStamp(tx)) !== waiting.stamp) refuse("catalog_changed", {});
    await requirePhotos(tx, importId);
    await write(tx, who, importId, tell);
    await settle(tx, who, importId, waiting);
    announce(tx, "shop", "stock");
  };
  await inTransaction(work, { timeoutMs: longestMs });
}

async function lockImport(tx: Tx, id: string): Promise<Waiting> {
  const [waiting] = await tx.$queryRaw<Waiting[]>`
    SELECT stamp, counts, file_name AS "fileName", format, applied_at AS "appliedAt", ready_at AS "readyAt"
      FROM catalog_imports WHERE id = ${id} AND read_at > holdfast_now() - interval '2 days' FOR UPDATE`;
  return waiting?.readyAt ? waiting : refuse("import_gone", {});
}

/** Locked, so that the sweep of unused photos sees that these are used. */
async function requirePhotos(tx: Tx, importId: string): Promise<void> {
  await tx.$queryRawUnsafe(applySql.lockPhotos, importId);
  const [missing] = await tx.$queryRawUnsafe<{ wanted: number }[]>(applySql.countPhotos, importId);
  if (missing?.wanted) refuseCatalog("photo_gone", {});
}

async function write(tx: Tx, actor: Actor, importId: string, tell: (step: ApplyStep) => void): Promise<void> {
  const by = actor.name ?? "";
  tell("categories");
  await tx.$executeRawUnsafe(applySql.rememberBefore, importId);
  await tx.$executeRawUnsafe(applySql.addCategories, importId, by);
  tell("items");
  await tx.$executeRawUnsafe(applySql.addItems, importId, by);
  await tx.$executeRawUnsafe(applySql.changeItems, importId, by);
  tell("variants");
  await tx.$executeRawUnsafe(applySql.addVariants, importId);
  await tx.$executeRawUnsafe(applySql.changeVariants, importId);
  tell("history");
  await tx.$executeRawUnsafe(applySql.recordEvents, importId, JSON.stringify(actorRecord(actor)));
}

async function settle(tx: Tx, actor: Actor, id: string, { counts, fileName, format }: Waiting): Promise<void> {
  const at = new Date();
  await tx.catalogImport.update({
    where: { id },
    data: { appliedAt: at, appliedBy: actorRecord(actor) },
    select: { id: true },
  });
  await recordEvent(tx, actor, {
    type: "catalog.imported",
    subject: { kind: "import", id, name: fileName },
    at,
    snapshot: { fileName, format, counts },
  });
}

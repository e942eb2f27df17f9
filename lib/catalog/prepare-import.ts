import { type Actor, requirePermission } from "@/lib/actor";
import type { FileContent } from "@/lib/catalog/import/file-item";
import type { Encoding } from "@/lib/catalog/import/file-text";
import type { Known } from "@/lib/catalog/import/known";
import { planImport } from "@/lib/catalog/import/plan";
import type { Plan, PlanKind, PlannedItem } from "@/lib/catalog/import/planned";
import { readFile } from "@/lib/catalog/import/read-file";
import { readKnown } from "@/lib/catalog/import/read-known";
import { allergenWords } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { actorRecord } from "@/lib/history/record-event";
import { newId } from "@/lib/id";

export type ImportFile = { name: string; body: AsyncIterable<Uint8Array>; encoding?: Encoding | undefined };

/** How far it is: rows that were read, then items that were compared, and kept, of all there are. */
export type ReadingProgress = { step: "reading" | "comparing" | "keeping"; done: number; of?: number };

const atATime = 500;

/**
 * The dry run of an import: reads a file, compares it with the catalogue, and keeps what it would do for two days, item by item. Changes nothing of the
 * catalogue. Returns the import's id. Refuses as `readFile`, and `not_permitted`.
 */
export async function prepareImport(
  actor: Actor | null,
  file: ImportFile,
  tell: (progress: ReadingProgress) => void = () => {},
): Promise<string> {
  const who = requirePermission(actor, "catalog.import");
  await forgetOldImports();
  const content = await readFile(file.body, {
    encoding: file.encoding,
    read: (rows) => tell({ step: "reading", done: rows }),
  });
  const known = await readKnown();
  const plan = await planImport(content, known, (done, of) => tell({ step: "comparing", done, of }));
  return keep(who, { name: file.name, content, known, plan }, tell);
}

async function forgetOldImports(): Promise<void> {
  await db().$executeRaw`DELETE FROM catalog_imports WHERE read_at < holdfast_now() - interval '2 days'`;
}

type Compared = { name: string; content: FileContent; known: Known; plan: Plan };

/** Nobody sees it before the last of it is kept. */
async function keep(actor: Actor, { name, content, known, plan }: Compared, tell: (progress: ReadingProgress) => void) {
  const id = newId("imp");
  const { format, rows } = content;
  const { notes, newCategories } = plan;
  const data = { id, fileName: name.slice(0, 200), format, rows, counts: countsOf(plan.items), notes, newCategories };
  const said = { stamp: known.stamp, readBy: actorRecord(actor), readAt: new Date() };
  await db().catalogImport.create({ data: { ...data, ...said }, select: { id: true } });
  for (let at = 0; at < plan.items.length; at += atATime) {
    await keepItems(id, plan.items.slice(at, at + atATime), at);
    tell({ step: "keeping", done: Math.min(at + atATime, plan.items.length), of: plan.items.length });
  }
  await db().catalogImport.update({ where: { id }, data: { readyAt: new Date() }, select: { id: true } });
  return id;
}

function countsOf(items: readonly PlannedItem[]): Record<PlanKind | "variantsNew" | "variantsChanged", number> {
  const count = (kind: PlanKind) => items.filter((item) => item.kind === kind).length;
  const rows = items.flatMap(({ variantRows }) => variantRows);
  return {
    new: count("new"),
    changed: count("changed"),
    same: count("same"),
    refused: count("refused"),
    variantsNew: rows.filter(({ isNew }) => isNew).length,
    variantsChanged: rows.filter(({ isNew }) => !isNew).length,
  };
}

async function keepItems(importId: string, items: readonly PlannedItem[], from: number): Promise<void> {
  const rows = items.map(({ item, variantRows, ...report }, at) => ({
    number: from + at,
    kind: report.kind,
    report,
    item: item && {
      ...item,
      contains: allergenWords(item.allergens, item.containsNote),
      mayContain: allergenWords(item.mayAllergens, item.mayContainNote),
    },
    variants: variantRows,
    eventId: newId("evt"),
  }));
  await db().$executeRaw`
    INSERT INTO catalog_import_items (import_id, number, kind, report, item, variants, event_id)
    SELECT ${importId}, r.number, r.kind, r.report, nullif(r.item, 'null'::jsonb), r.variants, r."eventId"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r(number int, kind text, report jsonb, item jsonb, variants jsonb, "eventId" text)`;
}

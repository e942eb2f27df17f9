import type { PlanKind, PlannedItem } from "@/lib/catalog/import/planned";
import { db } from "@/lib/db/client";

export type ImportCounts = Record<PlanKind | "variantsNew" | "variantsChanged", number>;

export type ImportSummary = {
  id: string;
  fileName: string;
  format: string;
  rows: number;
  counts: ImportCounts;
  notes: string[];
  newCategories: { id: string; name: string }[];
  readAt: Date;
  appliedAt: Date | null;
};

/** An import that was read, or null if it is gone. */
export async function findImport(id: string): Promise<ImportSummary | null> {
  const found = await db().catalogImport.findFirst({ where: { id, readyAt: { not: null } } });
  if (!found) return null;
  const { fileName, format, rows, readAt, appliedAt } = found;
  const counts = found.counts as ImportCounts;
  const newCategories = found.newCategories as ImportSummary["newCategories"];
  return { id, fileName, format, rows, counts, notes: found.notes as string[], newCategories, readAt, appliedAt };
}

export type ImportLine = Omit<PlannedItem, "item" | "variantRows"> & { number: number; itemId: string | null };

const linesPerPage = 50;

/** Items of an import, of one kind, a page at a time in the file's order. */
export async function listImportItems(
  importId: string,
  { kind, after = -1 }: { kind: PlanKind; after?: number | undefined },
): Promise<{ lines: ImportLine[]; next: number | null }> {
  const rows = await db().catalogImportItem.findMany({
    where: { importId, kind, number: { gt: after } },
    select: { number: true, report: true, item: true },
    orderBy: { number: "asc" },
    take: linesPerPage + 1,
  });
  const lines = rows.slice(0, linesPerPage).map(({ number, report, item }) => {
    const said = report as unknown as Omit<ImportLine, "number" | "itemId">;
    return { ...said, number, itemId: (item as { id?: string } | null)?.id ?? null };
  });
  return { lines, next: rows.length > linesPerPage ? (lines.at(-1)?.number ?? null) : null };
}

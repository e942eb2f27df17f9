import type { PlanKind, PlannedItem } from "@/lib/catalog/import/planned";
import type { Columns } from "@/lib/csv";
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

type ReportRow = {
  line: number;
  kind: PlanKind;
  item: string;
  variant: string;
  what: string;
  from: string;
  to: string;
};

/** An import's report as a file. */
export const reportColumns: Columns<ReportRow> = {
  Line: ({ line }) => line,
  Result: ({ kind }) => kind,
  Item: ({ item }) => item,
  Variant: ({ variant }) => variant,
  What: ({ what }) => what,
  Before: ({ from }) => from,
  After: ({ to }) => to,
};

const kinds: readonly PlanKind[] = ["refused", "changed", "new", "same"];

/** Everything an import says, a row for each reason, change and note, read as it is sent. */
export async function* listReport(importId: string): AsyncGenerator<ReportRow> {
  for (const kind of kinds) {
    let after: number | null = -1;
    while (after !== null) {
      const { lines, next }: Awaited<ReturnType<typeof listImportItems>> = await listImportItems(importId, {
        kind,
        after,
      });
      for (const line of lines) yield* rowsOf(line);
      after = next;
    }
  }
}

function* rowsOf({ line, kind, name, changes, variants, wrong, notes }: ImportLine): Generator<ReportRow> {
  const row = { line, kind, item: name, variant: "", from: "", to: "" };
  if (changes.length + variants.length + wrong.length + notes.length === 0) yield { ...row, what: "" };
  for (const remark of wrong) yield { ...row, line: remark.line, what: remark.words };
  if (kind !== "refused") for (const change of changes) yield { ...row, ...change };
  if (kind !== "refused")
    for (const variant of variants)
      for (const change of variant.changes) yield { ...row, line: variant.line, variant: variant.label, ...change };
  for (const remark of notes) yield { ...row, line: remark.line, what: remark.words };
}

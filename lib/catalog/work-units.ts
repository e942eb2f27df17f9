import { db } from "@/lib/db/client";

/** The work that one unit of a variant takes of a pickup time, of those that do not take one. */
export async function listUnusualWork(): Promise<Record<string, number>> {
  const rows = await db().variant.findMany({
    where: { workUnits: { not: 1 }, archivedAt: null },
    select: { id: true, workUnits: true },
  });
  return Object.fromEntries(rows.map(({ id, workUnits }) => [id, workUnits]));
}

import { db } from "@/lib/db/client";

const most = 500;

/** Items to choose from, by name, those in the archive last: at most 500, and `chosen` whatever their number. */
export async function listItemNames(chosen: string | null = null): Promise<{ id: string; name: string }[]> {
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM (SELECT id, name, archived_at IS NOT NULL AS archived FROM items ORDER BY id = ${chosen} DESC, 3, name, id LIMIT ${most}) AS few
     ORDER BY archived, name, id`;
  return rows;
}

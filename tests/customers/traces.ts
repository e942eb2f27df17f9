import { db } from "@/lib/db/client";

/** Every place in the database where one of some words stands, in small letters: in any text or JSON of any table, the queue's too. */
export async function tracesOf(words: readonly string[]): Promise<string[]> {
  const columns = await db().$queryRaw<{ table: string; column: string }[]>`
    SELECT format('%I.%I', c.table_schema, c.table_name) AS table, format('%I', c.column_name) AS column
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema IN ('public', 'pgboss') AND t.table_type = 'BASE TABLE'
       AND (c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'tsvector') OR c.data_type = 'ARRAY')`;
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      const [row] = await db().$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM ${table} WHERE lower(${column}::text) LIKE ANY($1::text[])`,
        words.map((trace) => `%${trace}%`),
      );
      return row!.count > 0 ? [`${table}.${column}`] : [];
    }),
  );
  return found.flat().sort();
}

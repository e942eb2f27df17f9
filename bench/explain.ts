import pg from "pg";
import type { AdminAsk } from "./admin-asks";

type Sent = { text: string; values: unknown[] };

/** Every statement behind each page, with how the database carries it out. */
export async function explainStatements(asks: readonly AdminAsk[]): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const parts: string[] = [];
  for (const { name, address, read } of asks) {
    parts.push(`\n${"=".repeat(100)}\n${name}   ${address}\n`);
    for (const sent of await statementsBehind(read)) parts.push(await explained(client, sent));
  }
  await client.end();
  return parts.join("\n");
}

/** The statements that a read sends, with their values. */
async function statementsBehind(read: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function noted(this: pg.Client, ...args: unknown[]) {
    const [first, values] = args as [string | Sent, unknown[] | undefined];
    const { text, values: own } = typeof first === "string" ? { text: first, values } : first;
    if (/^\s*(SELECT|WITH)\b/i.test(text ?? "")) sent.push({ text, values: own ?? values ?? [] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await read();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

async function explained(client: pg.Client, { text, values }: Sent): Promise<string> {
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`, values);
  const plan = rows.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n");
  return `${text.replace(/\s+/g, " ").trim()}\n\n${plan}\n`;
}

/** The indexes that were used since the tables were filled, and that are no constraint's. */
export async function indexesOf(url: string): Promise<string[]> {
  return ask(
    url,
    `SELECT indexdef || '   ' || pg_size_pretty(pg_relation_size(indexrelid)) AS line
       FROM pg_stat_user_indexes s JOIN pg_indexes i ON i.indexname = s.indexrelname AND i.schemaname = s.schemaname
      WHERE idx_scan > 0 AND s.relname IN ('orders', 'order_lines', 'events', 'deliveries', 'stock_levels', 'stock_entries', 'refused_demand') ORDER BY s.relname, s.indexrelname`,
  );
}

export async function tableSizes(url: string): Promise<string[]> {
  return ask(
    url,
    `SELECT relname || '   ' || n_live_tup || ' rows   ' || pg_size_pretty(pg_total_relation_size(relid)) AS line
       FROM pg_stat_user_tables WHERE relname IN ('orders', 'order_lines', 'events', 'event_personal', 'deliveries', 'stock_levels', 'stock_entries', 'report_hours') ORDER BY relname`,
  );
}

async function ask(url: string, text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(text);
  await client.end();
  return rows.map(({ line }) => line);
}

import pg from "pg";

/** The statements that a piece of work sends to the database, in order: the first words of each. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text?: string }];
    seen.push(headOf(typeof first === "string" ? first : (first?.text ?? "")));
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return seen;
}

function headOf(sql: string): string {
  const flat = sql.replace(/\s+/g, " ").trim();
  const lock = /FROM (\w+) .*FOR UPDATE/.exec(flat)?.[1];
  if (lock) return `lock ${lock}`;
  if (flat.startsWith("WITH drawn")) return "write order, lines, levels, entries, event, job, cart";
  if (flat.includes("pg_notify")) return "notify (after the commit)";
  return flat.slice(0, 48);
}

import type { Shop } from "@/e2e/support/shop";

type Row = Record<string, unknown> & { id: string };

/** What there is at a moment, row by row, as the database has it. */
export type World = Record<(typeof tables)[number], ReadonlyMap<string, Row>>;

/** What pages should say, and since when, in milliseconds since 1970 by this machine's clock. */
export type Truth = { at: number; words: string }[];

/** Since when it was kept, everything that was committed of what pages show, in the order in which it came. */
type History = (tell: (world: World) => string) => Truth;

const tables = ["stock_levels", "pickup_slots", "waiting_places", "orders"] as const;

/**
 * From now on the database remembers what was true when, by its own clock: each state of each row, written with the change itself and gone with it
 * if that is not committed. A test sees nothing of what is true for a tenth of a second; this does.
 */
export async function keepHistory({ database }: Shop): Promise<void> {
  await database.ask(
    [
      "CREATE TABLE kept_history (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), kind text NOT NULL, state jsonb NOT NULL)",
      `CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO kept_history (kind, state) VALUES (TG_TABLE_NAME, to_jsonb(NEW)); RETURN NULL; END $$`,
      ...tables.flatMap((table) => [
        `INSERT INTO kept_history (kind, state) SELECT '${table}', to_jsonb(t) FROM ${table} t`,
        `CREATE TRIGGER keep_history AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_history()`,
      ]),
    ].join(";"),
  );
}

/** The database remembers no more, and has forgotten. */
export async function forgetHistory({ database }: Shop): Promise<void> {
  await database.ask("DROP FUNCTION IF EXISTS keep_history() CASCADE; DROP TABLE IF EXISTS kept_history");
}

/** What was kept so far. */
export async function readHistory({ database }: Shop): Promise<History> {
  const ahead = await clockAhead(database);
  const rows = await database.ask<{ at: number; kind: keyof World; state: Row }>(
    "SELECT (extract(epoch FROM at) * 1000)::float8 AS at, kind, state FROM kept_history ORDER BY id",
  );
  return (tell) => {
    const world = Object.fromEntries(tables.map((table) => [table, new Map<string, Row>()])) as {
      [Table in keyof World]: Map<string, Row>;
    };
    const truth: Truth = [];
    for (const { at, kind, state } of rows) {
      world[kind].set(state.id, state);
      const words = tell(world);
      if (truth.at(-1)?.words !== words) truth.push({ at: at - ahead, words });
    }
    return truth;
  };
}

/** By how much the database's clock is ahead of this machine's: it may run on another. */
async function clockAhead(database: Shop["database"]): Promise<number> {
  const asked = Date.now();
  const [clock] = await database.ask<{ now: number }>(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
  );
  return clock!.now - (asked + Date.now()) / 2;
}

import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { listMigrations } from "@/lib/db/migration-files";
import { Failure } from "../failure";
import { clearSql, constraintsSql, migrationsTableSql } from "./load-sql";
import { leftOut, type Manifest } from "./manifest";
import { type Checked, type Part, readBackup } from "./read-backup";
import { plainSession } from "./snapshot";

/** A database with the backup's rows in place of what was there, not yet stored. */
export type Loaded = {
  checked: Checked;
  /** Stores it: until then, whatever happens, the database is as it was. */
  commit(): Promise<void>;
};

/** Photos and the key, which are not for the database. */
export type OtherPart = Exclude<Part, { kind: "rows" }>;

type Wanted = {
  url: string;
  file: string;
  takeOther(part: OtherPart): void;
  signal?: AbortSignal | undefined;
};

/**
 * Loads a backup in one transaction: what is there goes, the tables are made as they were when the backup was taken, filled, and counted. What is
 * left out of backups is not taken from an older one that has it.
 * Ends the transaction without a trace if anything fails.
 */
export async function loadBackup<Result>(wanted: Wanted, then: (loaded: Loaded) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: wanted.url, application_name: "holdfast-restore" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(`${plainSession} BEGIN`);
    const checked = await load(client, wanted).catch(refuseInWords);
    return await then({ checked, commit: async () => void (await client.query("COMMIT")) });
  } finally {
    await client.end().catch(() => {});
  }
}

async function load(client: pg.Client, wanted: Wanted): Promise<Checked> {
  const filling = new Filling(client);
  const checked = await readBackup(wanted.file, async (part, manifest) => {
    wanted.signal?.throwIfAborted();
    await filling.begin(manifest);
    if (part.kind !== "rows") wanted.takeOther(part);
    else if (!leftOut.includes(part.table)) await filling.add(part.table, part.bytes);
  });
  await filling.finish(checked.manifest);
  return checked;
}

function refuseInWords(error: Error & { code?: string; table?: string }): never {
  if (error instanceof Failure || error.name === "AbortError") throw error;
  if (error.code === "55P03") throw new Failure("The database is in use. Close the shop first. Nothing was changed.");
  throw new Failure(
    `The database did not take the backup: ${error.message}${error.table ? ` (${error.table})` : ""}. Nothing was changed.`,
  );
}

/** The tables of a manifest, made and then filled one after the other. */
class Filling {
  #manifest: Manifest | undefined;
  #constraints: { drop: string; add: string }[] = [];
  #open: { table: string; stream: Writable; done: Promise<void> } | undefined;

  constructor(readonly client: pg.Client) {}

  /** An empty database with the tables as the backup's version had them; what rows refer to may come after them. */
  async begin(manifest: Manifest): Promise<void> {
    if (this.#manifest) return;
    this.#manifest = manifest;
    await this.client.query(clearSql);
    for (const script of await scriptsOf(manifest)) await this.client.query(script);
    await this.client.query(migrationsTableSql);
    this.#constraints = (await this.client.query(constraintsSql)).rows;
    for (const { drop } of this.#constraints) await this.client.query(drop);
    await this.#triggers("DISABLE");
  }

  async add(table: string, bytes: Buffer): Promise<void> {
    if (this.#open?.table !== table) await this.#turnTo(table);
    const { stream, done } = this.#open!;
    if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), done]);
  }

  async finish(manifest: Manifest): Promise<void> {
    await this.begin(manifest);
    await this.#close();
    await this.#triggers("ENABLE");
    for (const { add } of this.#constraints) await this.client.query(add);
    for (const { name, value } of manifest.sequences)
      await this.client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2::bigint)", [name, value]);
    for (const { name, rows } of manifest.tables) if (!leftOut.includes(name)) await this.#requireRows(name, rows);
  }

  async #turnTo(table: string): Promise<void> {
    await this.#close();
    const { columns } = this.#manifest!.tables.find(({ name }) => name === table)!;
    const names = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
    const stream = this.client.query(copyFrom(`COPY ${pg.escapeIdentifier(table)} (${names}) FROM STDIN`));
    const done = finished(stream);
    done.catch(() => {});
    this.#open = { table, stream, done };
  }

  async #close(): Promise<void> {
    this.#open?.stream.end();
    await this.#open?.done;
    this.#open = undefined;
  }

  /** What a trigger would do for new rows was done when these rows were new. */
  async #triggers(how: "DISABLE" | "ENABLE"): Promise<void> {
    for (const { name } of this.#manifest!.tables)
      await this.client.query(`ALTER TABLE ${pg.escapeIdentifier(name)} ${how} TRIGGER USER`);
  }

  async #requireRows(name: string, rows: number): Promise<void> {
    const counted = await this.client.query(`SELECT count(*) AS rows FROM ${pg.escapeIdentifier(name)}`);
    if (Number(counted.rows[0].rows) !== rows) throw new Error(`${name} has ${counted.rows[0].rows} rows, not ${rows}`);
  }
}

/** The migrations that the backup's database had. Refuses one that this version does not know. */
async function scriptsOf({ app, migrations }: Manifest): Promise<string[]> {
  const { migrationDirectories } = await listMigrations();
  const known = new Map(migrationDirectories.map(({ path, migrationFile }) => [path, migrationFile.content.value]));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Failure(
      `The backup was made by a newer Holdfast (${app}, with ${unknown[0]}). Bring this one up to date first. Nothing was changed.`,
    );
  return migrations.map((name) => known.get(name)!);
}

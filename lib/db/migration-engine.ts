import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

type Engine = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

let loaded: Promise<Engine> | undefined;

/** One connection, held until the pool ends, so that a transaction begun on it spans what the engine does. */
export function openMigrationPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  // Every migration opens an engine of its own, which listens to the pool until it ends.
  pool.setMaxListeners(0);
  // A connection that the server ends while it is being closed is nobody's failure, and no engine listens any more then, to it or to the pool.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return pool;
}

/**
 * Prisma's schema engine over one pool, from the npm package: nothing is downloaded.
 * `failed` is told of the first script that the database refused, because the engine's own words lose it.
 */
export async function openSchemaEngine(pool: pg.Pool, failed: (error: unknown) => void): Promise<SchemaEngine> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const factory = new PrismaPg(pool);
  const wrapped: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => forTheEngine(await factory.connect(), failed),
    connectToShadowDb: async () => forTheEngine(await factory.connectToShadowDb(), failed),
  };
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(wrapped));
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/** The adapter with two mends that the schema engine needs. */
function forTheEngine(adapter: Adapter, failed: (error: unknown) => void): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  const pool = adapter.underlyingDriver();
  adapter.executeScript = (script) => executeWhole(pool, script, failed);
  adapter.queryRaw = (query) =>
    queryRaw(query).catch((error) => {
      if (!isUnknownType(error)) throw error;
      return queryWithLetters(pool, query);
    });
  return adapter;
}

/**
 * The adapter splits a script at every semicolon, inside functions too. A script must go whole, as one simple query,
 * which Postgres runs in one transaction.
 */
async function executeWhole(pool: pg.Pool, script: string, failed: (error: unknown) => void): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    failed(error);
    throw error;
  }
}

function isUnknownType(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.kind === "UnsupportedNativeDataType";
}

/** The adapter refuses the catalogue's one-letter type, in which Postgres tells the kind of a constraint. */
async function queryWithLetters(pool: pg.Pool, query: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query({ text: query.sql, values: query.args, rowMode: "array" });
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => catalogueTypes[field.dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}

const catalogueTypes: Record<number, SqlResultSet["columnTypes"][number]> = {
  [pg.types.builtins.BOOL]: ColumnTypeEnum.Boolean,
  [pg.types.builtins.CHAR]: ColumnTypeEnum.Character,
  [pg.types.builtins.INT2]: ColumnTypeEnum.Int32,
  [pg.types.builtins.INT4]: ColumnTypeEnum.Int32,
  [pg.types.builtins.OID]: ColumnTypeEnum.Int64,
};

function panic(message: string): never {
  throw new Error(`Prisma's schema engine gave up: ${message}`);
}

async function loadEngine(): Promise<Engine> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: panic } });
  const glue: Engine & { __wbg_set_wasm?(exports: WebAssembly.Exports): void } = await import(
    "@prisma/schema-engine-wasm/schema_engine_bg"
  );
  const place = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.join(path.dirname(place), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm?.(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

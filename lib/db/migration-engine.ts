import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { Pool } from "pg";

type Engine = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

let loaded: Promise<Engine> | undefined;

/**
 * Prisma's schema engine over one pool, from the npm package: nothing is downloaded.
 * `failed` is told of the first script that the database refused, because the engine's own words lose it.
 */
export async function openSchemaEngine(pool: Pool, failed: (error: unknown) => void): Promise<SchemaEngine> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const factory = new PrismaPg(pool);
  const wrapped = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => withWholeScripts(await factory.connect(), failed),
    connectToShadowDb: async () => withWholeScripts(await factory.connectToShadowDb(), failed),
  };
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(wrapped));
}

/**
 * The adapter splits a script at every semicolon, inside functions too. A script must go whole, as one simple query,
 * which Postgres runs in one transaction.
 */
function withWholeScripts(
  adapter: Awaited<ReturnType<PrismaPg["connect"]>>,
  failed: (error: unknown) => void,
): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  return adapter;
}

async function loadEngine(): Promise<Engine> {
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

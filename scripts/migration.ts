import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { migrate } from "@/lib/db/migrate";
import { openMigrationPool, openSchemaEngine } from "@/lib/db/migration-engine";
import { Failure, run } from "./failure";
import { startScratchServer } from "./postgres/scratch";

const schemaFolder = path.resolve("prisma/schema");
const migrationsFolder = path.resolve("prisma/migrations");

/** Writes the next migration: what takes a database with all migrations so far to prisma/schema. */
void run(async () => {
  const name = process.argv[2] ?? "";
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Failure("Name the migration in small letters: npm run migration -- add_a_table");
  const server = await startScratchServer();
  try {
    await migrate(server.url);
    const script = await difference(server.url);
    if (!script) console.log("prisma/schema and the migrations agree: nothing to write.");
    else
      console.log(
        `Written to ${write(name, script)}. Add by hand what Prisma cannot say: checks, functions, triggers.`,
      );
  } finally {
    await server.stop();
  }
});

async function difference(url: string): Promise<string | undefined> {
  const pool = openMigrationPool(url);
  let refusal: unknown;
  const engine = await openSchemaEngine(pool, (error) => {
    refusal ??= error;
  });
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", configDir: schemaFolder, files: schemaFiles() },
      to: { tag: "schemaDatamodel", files: schemaFiles() },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout?.replace(/^-- This is an empty migration\.\s*$/m, "").trim() || undefined;
  } catch (error) {
    throw refusal ?? error;
  } finally {
    engine.free();
    await pool.end();
  }
}

function schemaFiles(): { path: string; content: string }[] {
  const names = readdirSync(schemaFolder).filter((name) => name.endsWith(".prisma"));
  return names.map((name) => ({
    path: path.join(schemaFolder, name),
    content: readFileSync(path.join(schemaFolder, name), "utf8"),
  }));
}

function write(name: string, script: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(migrationsFolder, `${stamp}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${script}\n`);
  return path.relative(process.cwd(), file);
}

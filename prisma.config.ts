import { defineConfig } from "prisma/config";

// `prisma generate` never runs the schema engine, but the CLI wants to download one first. Pointing
// it at a file that exists lets an install on a closed network generate the client.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // Only the ordinary CLI reads this; Holdfast itself migrates with scripts/migrate.ts.
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/holdfast" },
});

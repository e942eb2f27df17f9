import type { TestProject } from "vitest/node";
import { createTemplate, dropDatabase } from "@/scripts/postgres/databases";
import { startScratchServer } from "@/scripts/postgres/scratch";

declare module "vitest" {
  interface ProvidedContext {
    /** A server where databases may be made, and the migrated one to clone. */
    databaseServer: string;
    databaseTemplate: string;
  }
}

/** One server for the whole run: TEST_DATABASE_URL, or a scratch one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const scratch = given ? undefined : await startScratchServer();
  const server = given ?? scratch!.url;
  const template = await createTemplate(server);
  project.provide("databaseServer", server);
  project.provide("databaseTemplate", template);
  return async () => {
    if (scratch) await scratch.stop();
    else await dropDatabase(server, template);
  };
}

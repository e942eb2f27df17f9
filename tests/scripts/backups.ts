import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { leftOut } from "@/scripts/backup/manifest";
import { openSnapshot } from "@/scripts/backup/snapshot";
import { writeBackup } from "@/scripts/backup/write-backup";
import { ask } from "@/scripts/postgres/cluster";

/** A folder of a test's own. `remove` also takes a database that had to go elsewhere. */
export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-backup-"));
  return {
    folder,
    remove: () => {
      const link = path.join(folder, "postgres");
      const real = existsSync(link) ? realpathSync(link) : link;
      if (real !== link) rmSync(path.dirname(real), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Run = { code: number | null; said: string };

/** Runs a script as somebody would who types this. */
export async function runScript(
  script: string,
  given: string[],
  environment: Record<string, string>,
  typed = "",
): Promise<Run> {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...given], {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(typed);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said: said.join("") };
}

/** A backup of a database as it is now. */
export async function backUp(url: string, file: string, photoFolder = "/nowhere"): Promise<void> {
  const snapshot = await openSnapshot(url);
  try {
    await writeBackup(snapshot, { file, photoFolder });
  } finally {
    await snapshot.close();
  }
}

/** What a database holds, table by table: how many rows, and a sum of all that is in them. */
export async function contentsOf(url: string, { without = [] as string[] } = {}): Promise<Record<string, string>> {
  const tables = await ask(
    url,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1",
    [[...leftOut, "stock_proofs", ...without]],
  );
  // In one statement: a connection for each of so many tables takes longer than all that the tests do between.
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)), '') AS sum FROM "${name}" t`,
  );
  const found = await ask(url, sums.join(" UNION ALL "));
  return Object.fromEntries(found.map(({ name, sum }) => [String(name), String(sum)]));
}

/** What the sequences go on from. */
export async function sequencesOf(url: string): Promise<unknown> {
  return ask(url, "SELECT sequencename, last_value::text FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1");
}

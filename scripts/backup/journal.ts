import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Failure } from "../failure";

const shape = z.object({ file: z.string(), begunAt: z.string() });

const fileIn = (dataFolder: string) => path.join(dataFolder, "restore-unfinished.json");

/** Notes that a restore is past the point where the old shop was still there, until `done`. */
export function beginJournal(dataFolder: string, file: string): { done(): void } {
  const journal = { file: path.resolve(file), begunAt: new Date().toISOString() };
  writeFileSync(fileIn(dataFolder), JSON.stringify(journal), { mode: 0o600, flush: true });
  return { done: () => rmSync(fileIn(dataFolder), { force: true }) };
}

/** The file of a restore that was interrupted in this folder, if one was. */
export function findUnfinished(dataFolder: string): string | undefined {
  if (!existsSync(fileIn(dataFolder))) return undefined;
  const parsed = shape.safeParse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  return parsed.success ? parsed.data.file : "the backup";
}

/** Refuses to work on a shop of which only a part may be restored. */
export function refuseUnfinished(dataFolder: string): void {
  const file = findUnfinished(dataFolder);
  if (file) throw new Failure(`A restore was interrupted here. Run it again: npm run restore ${file}`);
}

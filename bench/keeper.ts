import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stopServer } from "@/scripts/postgres/cluster";

/** Beside a bench that has a database server in a folder: once the bench has ended, however that came, the server is stopped and the folder taken away. */
const [, , home = ""] = process.argv;

if (process.connected) process.once("disconnect", clearAway);
else await clearAway();

async function clearAway(): Promise<void> {
  const pid = serverIn(path.join(home, "postgres"));
  if (pid) await stopServer(pid);
  rmSync(home, { recursive: true, force: true });
}

/** Null where the bench ended before its server had begun. */
function serverIn(folder: string): number | null {
  try {
    return Number.parseInt(readFileSync(path.join(folder, "postmaster.pid"), "utf8"), 10);
  } catch {
    return null;
  }
}

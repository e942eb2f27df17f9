import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { isAlive } from "@/scripts/postgres/processes";

/** A bench that starts its server, says where it is, and then does this. */
async function run(then: string) {
  const code = `
    const { startDurableServer } = await import("./bench/cluster.ts");
    const { ask } = await import("./scripts/postgres/cluster.ts");
    const server = await startDurableServer();
    const [{ folder }] = await ask(server.url, "SELECT current_setting('data_directory') AS folder");
    process.send(folder);
    ${then}`;
  const bench = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const [folder] = (await once(bench, "message")) as [string];
  return { bench, folder };
}

/** The server's process, by its own file; 0 once there is none. */
function serverIn(folder: string): number {
  return existsSync(`${folder}/postmaster.pid`)
    ? Number(readFileSync(`${folder}/postmaster.pid`, "utf8").split("\n")[0])
    : 0;
}

test.each([
  ["throws before it begins", `throw new Error("No build.");`],
  ["ends", "process.exit(0);"],
  ["is killed", `process.kill(process.pid, "SIGKILL");`],
])("a bench that %s leaves neither its Postgres nor its folder", { timeout: 60_000 }, async (_, then) => {
  const { bench, folder } = await run(`process.once("message", () => { ${then} });`);
  const pid = serverIn(folder);
  expect(isAlive(pid)).toBe(true);
  bench.send("go on");
  await once(bench, "exit");
  await vi.waitFor(
    () => expect({ alive: isAlive(pid), folder: existsSync(folder) }).toEqual({ alive: false, folder: false }),
    {
      timeout: 20_000,
    },
  );
});

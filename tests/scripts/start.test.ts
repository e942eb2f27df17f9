import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ask } from "@/scripts/postgres/cluster";
import { isAlive, isGoneWithin } from "@/scripts/postgres/processes";
import { killGroup, makePlace } from "@/tests/scripts/shop-process";

import { emptyDatabase } from "@/tests/support/database";

type Place = Awaited<ReturnType<typeof makePlace>>;

const open = "The shop is open.";
const workerReady = "worker | ready";
let place: Place;

// Each test makes a database and starts processes: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 90_000 });

beforeEach(async () => {
  place = await makePlace();
});

afterEach(() => place.clear());

const databaseLog = () => readFileSync(path.join(place.folder, "postgres.log"), "utf8");

describe("a shop that opens and closes", () => {
  test("says where it is, and closes in order on Ctrl-C", async () => {
    const start = place.start();
    await start.says(open);
    expect(start.said()).toContain(place.address);
    expect(start.said()).toContain("owner@example.org, password made-once");
    expect(await place.get("/")).toBe("open");
    await start.says(workerReady);

    killGroup(start.process.pid!, "SIGINT");
    expect(await start.ended).toBe(0);
    expect(closings(start.said())).toEqual(["web", "worker"]);
    expect(start.said()).not.toContain("heard the terminal");
    expect(databaseLog()).toMatch(/database system is shut down\s*$/);
    expect(existsSync(path.join(place.folder, "start.lock"))).toBe(false);
  });

  test("closes on SIGTERM although a page holds a stream open, and further signals skip nothing", async () => {
    const start = place.start();
    await start.says(open);
    await start.says(workerReady);
    const stream = await fetch(`${place.address}/stream`);
    const cut = stream.text().catch(() => "cut");
    start.process.kill("SIGTERM");
    await start.says("closing the shop");
    killGroup(start.process.pid!, "SIGINT");
    killGroup(start.process.pid!, "SIGTERM");
    expect(await start.ended).toBe(0);
    expect(await cut).toBe("cut");
    expect(closings(start.said())).toEqual(["web", "worker"]);
    expect(databaseLog()).toMatch(/database system is shut down\s*$/);
  });

  test("starts a program again that died", async () => {
    const start = place.start();
    await start.says(open);
    process.kill(Number(await place.get("/pid")), "SIGKILL");
    await start.says("web    | ended (SIGKILL); starting it again in 1 s");
    await expect.poll(() => place.get("/").catch(() => "closed"), { timeout: 30_000 }).toBe("open");
  });
});

test("starts its database again that crashed, on the same port, and stops that one in the end", async () => {
  const start = place.start();
  await start.says(open);
  const crashed = place.postmaster();
  process.kill(crashed, "SIGKILL");
  await start.says("the database is back");
  const server = place.postmaster();
  expect(server).not.toBe(crashed);
  expect(isAlive(server)).toBe(true);
  killGroup(start.process.pid!, "SIGINT");
  expect(await start.ended).toBe(0);
  expect(isAlive(server)).toBe(false);
  expect(databaseLog()).toMatch(/database system is shut down\s*$/);
});

test("with DATABASE_URL nothing is started beside it", async () => {
  const given = await emptyDatabase();
  const start = place.start({ DATABASE_URL: given.url });
  await start.says(open);
  expect(existsSync(path.join(place.folder, "postgres"))).toBe(false);
  expect(await ask(given.url, "SELECT to_regclass('stock_levels') IS NOT NULL AS migrated")).toEqual([
    { migrated: true },
  ]);
  killGroup(start.process.pid!, "SIGINT");
  expect(await start.ended).toBe(0);
  await given.drop();
});

test("a data folder that only its owner can enter is good enough, also for root", async () => {
  await place.clear();
  place = await makePlace({ closedToOthers: true });
  const start = place.start();
  await start.says(open);
  expect(await place.get("/")).toBe("open");
});

describe("after kill -9", () => {
  test("its programs end by themselves, and the database that lives on is taken over", async () => {
    const first = place.start();
    await first.says(open);
    const web = Number(await place.get("/pid"));
    const server = place.postmaster();
    first.process.kill("SIGKILL");
    await first.ended;
    expect(await isGoneWithin(web, 10_000)).toBe(true);
    expect(isAlive(server)).toBe(true);

    const second = place.start();
    await second.says(open);
    expect(place.postmaster()).toBe(server);
    killGroup(second.process.pid!, "SIGINT");
    expect(await second.ended).toBe(0);
    expect(isAlive(server)).toBe(false);
  });

  test("of the database too, it recovers, whoever has the process ids of the lock files now", async () => {
    const first = place.start();
    await first.says(open);
    const server = place.postmaster();
    first.process.kill("SIGKILL");
    process.kill(server, "SIGKILL");
    await first.ended;
    await isGoneWithin(server, 5_000);
    takeOverPid(path.join(place.folder, "postgres", "postmaster.pid"), /^\d+/);
    takeOverPid(path.join(place.folder, "start.lock"), /(?<="pid":)\d+/);

    const second = place.start();
    await second.says(open);
    expect(await place.get("/")).toBe("open");
  });
});

describe("a start that cannot be", () => {
  test("is told that the shop is already running, and where", async () => {
    const first = place.start();
    await first.says(open);
    const second = place.start();
    expect(await second.ended).toBe(0);
    expect(second.said()).toBe(`The shop is already running at ${place.address}\n`);
    expect(await place.get("/")).toBe("open");
  });

  test("is refused if another begins at the same moment", async () => {
    const starts = [place.start(), place.start()];
    const loser = await Promise.race(starts.map((start) => start.ended.then(() => start)));
    expect(loser.said()).toBe(`The shop is already running at ${place.address}\n`);
    await starts.find((start) => start !== loser)!.says(open);
  });

  test("names the port that is taken", async () => {
    const other = net.createServer().listen(place.port);
    const start = place.start();
    expect(await start.ended).toBe(1);
    expect(start.said()).toMatch(new RegExp(`^Port ${place.port} is taken by another program\\..*PORT=.*\n$`));
    other.close();
  });

  test("names the folder that cannot be written", async () => {
    const start = place.start({ DATA_DIR: "/dev/null/shop" });
    expect(await start.ended).toBe(1);
    expect(start.said()).toMatch(/^The data folder \/dev\/null\/shop cannot be written \(ENOTDIR\)\..*DATA_DIR.*\n$/);
  });

  test("names the setting that is wrong", async () => {
    const start = place.start({ SMTP_URL: "mail.example" });
    expect(await start.ended).toBe(1);
    expect(start.said()).toBe("The setting SMTP_URL must start with smtp:// or smtps:// and name a host.\n");
  });

  test("says that the given database does not answer", async () => {
    const start = place.start({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:9/shop" });
    expect(await start.ended).toBe(1);
    expect(start.said()).toMatch(/^The database cannot be reached: .*ECONNREFUSED.*\. Check DATABASE_URL.*\n$/);
    expect(start.said()).not.toContain("secret");
  });

  test("refuses the data of another major version in words", async () => {
    mkdirSync(path.join(place.folder, "postgres"));
    writeFileSync(path.join(place.folder, "postgres", "PG_VERSION"), "14\n");
    writeFileSync(path.join(place.folder, "database.json"), '{"password":"x","port":0}');
    const start = place.start();
    expect(await start.ended).toBe(1);
    expect(start.said()).toMatch(/^The data in .* is of Postgres 14, and this Holdfast brings Postgres 18\..*\n$/);
  });
});

/** Which programs said that they closed, in order. */
function closings(said: string): (string | undefined)[] {
  return [...said.matchAll(/^(\w+) *\| closed$/gm)].map((match) => match[1]);
}

/** As after a restart of the machine: the id in the file is now another's, ours. */
function takeOverPid(file: string, pid: RegExp): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(pid, String(process.pid)));
}

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { seal } from "@/lib/secrets";
import { createOwner } from "@/lib/staff/create-owner";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { beginJournal } from "@/scripts/backup/journal";
import { ask } from "@/scripts/postgres/cluster";
import type { Clone } from "@/scripts/postgres/databases";
import { openEmbedded } from "@/scripts/postgres/embedded";
import { leaveDatabase } from "@/scripts/prepare-database";
import { contentsOf, makeFolder, runScript } from "@/tests/scripts/backups";
import { killGroup, makePlace } from "@/tests/scripts/shop-process";
import { cloneDatabase, emptyDatabase, openConnections, useDatabase } from "@/tests/support/database";
import { fillCart, openShop, stock, submit } from "@/tests/support/shop";

useDatabase();
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const shop = makeFolder();
const file = path.join(shop.folder, "today.backup");
const opened: { remove(): void }[] = [shop];
const databases: Clone[] = [];
let url: string;

/** A shop with an order, a photo and a sealed secret, backed up by the command. */
beforeAll(async () => {
  url = process.env.DATABASE_URL!;
  await openShop();
  const loaf = await stock(40);
  await submit(await fillCart([{ variantId: loaf.variantId, quantity: 2 }]));
  await createOwner({ email: "owner@example.org", name: "Owner", password: "the first password" });
  await db().destination.create({
    data: { id: "dst_1", name: "Kitchen", address: "https://kitchen.example", sealedSecret: seal("whsec_secret") },
  });
  mkdirSync(path.join(shop.folder, "photos", "ph_1"), { recursive: true });
  writeFileSync(path.join(shop.folder, "photos", "ph_1", "360.webp"), "a small photo");
  await leaveDatabase();
  const { code, said } = await backup(["--to", file]);
  expect(code, said).toBe(0);
});

afterAll(async () => {
  for (const database of databases) await database.drop();
  for (const { remove } of opened) remove();
});

const backup = (given: string[], more: Record<string, string> = {}) =>
  runScript("backup", given, { DATABASE_URL: url, DATA_DIR: shop.folder, ...more });

function newFolder(): string {
  const made = makeFolder();
  opened.push(made);
  return made.folder;
}

async function newDatabase(make: () => Promise<Clone>): Promise<string> {
  const made = await make();
  databases.push(made);
  return made.url;
}

function restore(
  given: string[],
  environment: { DATABASE_URL: string; DATA_DIR: string; SECRETS_KEY?: string },
  typed = "",
) {
  return runScript("restore", given, environment, typed);
}

const orders = async (at: string) => (await ask(at, "SELECT number FROM orders")).length;

describe("npm run backup", () => {
  test("writes one file for its owner's eyes, says what is in it, and notes it for the staff's page", async () => {
    const to = path.join(shop.folder, "once.backup");
    const { code, said } = await backup(["--to", to]);
    expect(code).toBe(0);
    expect(said).toMatch(/once\.backup\n[\d.]+ kB: \d+ rows and 1 photo files, as they were at /);
    expect(said).toContain("Keep SECRETS_KEY beside it");
    expect(statSync(to).mode & 0o777).toBe(0o600);
    const [event] = await ask(url, "SELECT snapshot FROM events WHERE type = 'backup.made' ORDER BY at DESC LIMIT 1");
    expect(event?.snapshot).toMatchObject({ place: to, bytes: statSync(to).size, photos: 1 });
  });

  test("names the file itself in a folder, and keeps as many as are wanted and nothing of others", async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "holdfast-20200101-000000.backup"), "old");
    writeFileSync(path.join(folder, "mine.backup"), "mine");
    const { code } = await backup(["--to", folder, "--keep", "1"]);
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^holdfast-2\d{7}-\d{6}\.backup$/), "mine.backup"]);
  });

  test.each([
    ["a file that is there", ["--to", file], /today\.backup is there already/],
    ["a word too many", ["here.backup"], /Use it as: npm run backup/],
    ["a folder that cannot be", ["--to", "/dev/null/x/a.backup"], /cannot be made \(ENOTDIR\)/],
    ["to keep none", ["--keep", "0"], /--keep must be 1 or more/],
  ])("refuses %s, in words", async (_, given, words) => {
    const { code, said } = await backup(given);
    expect(code).toBe(1);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/\n\s+at /);
  });
});

describe("npm run restore", () => {
  test("brings the shop up in an empty folder, and npm start opens it there", async () => {
    const place = await makePlace();
    const { code, said } = await restore([file], { DATABASE_URL: "", DATA_DIR: place.folder });
    expect(code, said).toBe(0);
    expect(said).toMatch(/Restored \d+ rows \(1 orders\) and 1 photo files; all of them counted\./);
    expect(said).toMatch(/Stock proof: 1 levels agree with 2 ledger entries and 1 open orders\./);
    expect(readFileSync(path.join(place.folder, "photos", "ph_1", "360.webp"), "utf8")).toBe("a small photo");
    const start = place.start();
    await start.says("The shop is open.");
    const server = await openEmbedded(place.folder);
    expect(await orders(server.url)).toBe(1);
    killGroup(start.process.pid!, "SIGINT");
    await start.ended;
    await place.clear();
  });

  test("moves the shop to another Postgres, the same to the last row", async () => {
    const there = await newDatabase(emptyDatabase);
    const { code, said } = await restore([file], { DATABASE_URL: there, DATA_DIR: newFolder() });
    expect(code, said).toBe(0);
    const without = ["events", "event_personal", "_prisma_migrations"];
    const same = await contentsOf(there, { without });
    expect({ ...same, deliveries: "" }).toEqual({ ...(await contentsOf(url, { without })), deliveries: "" });
  });

  test("takes the place of the demo that nobody touched, without a question", async () => {
    const there = await newDatabase(cloneDatabase);
    process.env.DATABASE_URL = there;
    await seedDemo();
    await createOwner({ email: "other@example.org", name: "Other", password: "another password" });
    await ask(
      there,
      `INSERT INTO events (id, type, actor, at, snapshot) VALUES ('evt_look', 'staff.signed_in', '{"kind":"staff","id":"stf_1","name":"Other"}', now(), '{}')`,
    );
    await leaveDatabase();
    process.env.DATABASE_URL = url;
    const { code, said } = await restore([file], { DATABASE_URL: there, DATA_DIR: newFolder() });
    expect(code, said).toBe(0);
    expect(await ask(there, "SELECT email FROM staff_members")).toEqual([{ email: "owner@example.org" }]);
  });

  test("does not touch a shop that people use, unless told so and in a word", async () => {
    const there = await newDatabase(cloneDatabase);
    await ask(
      there,
      `INSERT INTO orders (id, number, token, cart_id, channel, pickup_day, currency, locale, total_minor, customer_name, customer_email, notify_email, notify_text, placed_at, updated_at)
       SELECT 'ord_' || n, n, 'tok' || n, 'crt' || n, 'web', '2026-11-28', 'GBP', 'en-GB', 0, '', '', false, false, now(), now() FROM generate_series(1, 3) n`,
    );
    const environment = { DATABASE_URL: there, DATA_DIR: newFolder() };
    const refused = await restore([file], environment, "replace\n");
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(
      /There is a shop with 0 items and 3 orders\. Nothing was changed\. To replace it.*--force/,
    );
    const unsure = await restore([file, "--force"], environment, "yes\n");
    expect(unsure.code).toBe(1);
    expect(unsure.said).toContain("Nothing was changed.");
    expect(await orders(there)).toBe(3);
    const sure = await restore([file, "--force"], environment, "replace\n");
    expect(sure.code, sure.said).toBe(0);
    expect(await orders(there)).toBe(1);
  });

  test("does not touch photos that are there", async () => {
    const there = await newDatabase(emptyDatabase);
    const folder = newFolder();
    mkdirSync(path.join(folder, "photos"));
    writeFileSync(path.join(folder, "photos", "mine.webp"), "mine");
    const { code, said } = await restore([file], { DATABASE_URL: there, DATA_DIR: folder });
    expect(code).toBe(1);
    expect(said).toMatch(/There are photos in .*Nothing was changed/);
    expect(readFileSync(path.join(folder, "photos", "mine.webp"), "utf8")).toBe("mine");
  });

  test("refuses while a shop is open on the database", async () => {
    const there = await newDatabase(cloneDatabase);
    process.env.DATABASE_URL = there;
    await db().order.count();
    const { code, said } = await restore([file], { DATABASE_URL: there, DATA_DIR: newFolder() });
    await leaveDatabase();
    process.env.DATABASE_URL = url;
    expect(code).toBe(1);
    expect(said).toMatch(/A shop is open on this database\. Close it first\./);
  });

  test("killed while it loads leaves the old shop as it was", async () => {
    const there = await newDatabase(cloneDatabase);
    await ask(there, "INSERT INTO shop (name) VALUES ('The old shop')");
    const before = await contentsOf(there);
    const [holder] = await holdTable(there, "shop");
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/restore.ts", file], {
      env: { ...process.env, DATABASE_URL: there, DATA_DIR: newFolder() },
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await vi.waitUntil(async () => (await waiting(there)) > 0, { timeout: 30_000 });
    child.kill("SIGKILL");
    await ended;
    await holder?.end();
    await vi.waitUntil(async () => (await waiting(there)) === 0, { timeout: 30_000 });
    expect(await contentsOf(there)).toEqual(before);
  });

  test("interrupted after the old shop is gone, nothing opens the rest until it is done again", async () => {
    const place = await makePlace();
    const there = await newDatabase(cloneDatabase);
    beginJournal(place.folder, file);
    const start = place.start({ DATABASE_URL: there });
    expect(await start.ended).toBe(1);
    expect(start.said()).toBe(`A restore was interrupted here. Run it again: npm run restore ${file}\n`);
    const refused = await runScript("backup", [], { DATABASE_URL: there, DATA_DIR: place.folder });
    expect(refused.said).toContain("A restore was interrupted here.");
    const again = await restore([file], { DATABASE_URL: there, DATA_DIR: place.folder });
    expect(again.code, again.said).toBe(0);
    const second = place.start({ DATABASE_URL: there });
    await second.says("The shop is open.");
    await place.clear();
  });
});

describe("the key of sealed secrets", () => {
  const otherKey = Buffer.alloc(32, "other").toString("base64");

  test("is not in a backup unless asked for, and a place without it is told which key it needs", async () => {
    const there = await newDatabase(emptyDatabase);
    const environment = { DATABASE_URL: there, DATA_DIR: newFolder(), SECRETS_KEY: otherKey };
    const { code, said } = await restore([file], environment);
    expect(code).toBe(0);
    expect(said).toMatch(/Sealed secrets of this backup .* need the old shop's key [0-9a-f]{8}/);
  });

  test("comes along with --with-key, before the key of the new place", async () => {
    const there = await newDatabase(emptyDatabase);
    const folder = newFolder();
    const whole = path.join(folder, "whole.backup");
    expect((await backup(["--to", whole, "--with-key"])).code).toBe(0);
    const { code, said } = await restore([whole], { DATABASE_URL: there, DATA_DIR: folder, SECRETS_KEY: "" });
    expect(code, said).toBe(0);
    expect(said).toContain("The key that was in the backup is in");
    const keys = readFileSync(path.join(folder, "secrets-key"), "utf8").split(",");
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(process.env.SECRETS_KEY);
  });
});

async function holdTable(at: string, table: string) {
  const clients = await openConnections(1, at);
  await clients[0]!.query(`BEGIN; SELECT * FROM ${table}`);
  return clients;
}

async function waiting(at: string): Promise<number> {
  const rows = await ask(
    at,
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'holdfast-restore'",
  );
  return rows.length;
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeArchive } from "@/scripts/backup/archive";
import { beginJournal } from "@/scripts/backup/journal";
import { entryNames, type Manifest } from "@/scripts/backup/manifest";
import { checkBackup } from "@/scripts/backup/read-backup";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { openSnapshot } from "@/scripts/backup/snapshot";
import { writeBackup } from "@/scripts/backup/write-backup";
import { Failure } from "@/scripts/failure";
import { backUp, contentsOf, makeFolder } from "@/tests/scripts/backups";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, stock } from "@/tests/support/shop";

useDatabase();

const place = makeFolder();
const inPlace = (name: string) => path.join(place.folder, name);
let url: string;
let good: string;
let then: Record<string, string>;

beforeAll(async () => {
  url = process.env.DATABASE_URL!;
  await openShop();
  await buy(await stock(10), 2);
  good = inPlace("good.backup");
  await backUp(url, good, photosOf({ "ph_1/photo.webp": "a photo" }));
  then = await contentsOf(url);
});

afterAll(() => place.remove());

function photosOf(files: Record<string, string>): string {
  const photos = makeFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(photos.folder, name);
    writeFileSync(ensureFolder(file), content);
  }
  return photos.folder;
}

function ensureFolder(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  return file;
}

/** Whoever restores this is refused in these words, and neither database nor folder knows of it. */
async function expectRefused(file: string, words: RegExp): Promise<void> {
  const data = makeFolder();
  const attempts = [() => checkBackup(file), () => restoreBackup({ url, file, dataFolder: data.folder })];
  for (const attempt of attempts) {
    const error = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).message).toMatch(words);
  }
  expect(readdirSync(data.folder)).toEqual([]);
  expect(await contentsOf(url)).toEqual(then);
  data.remove();
}

function fileOf(name: string, content: Buffer | string): string {
  writeFileSync(inPlace(name), content);
  return inPlace(name);
}

/** An archive with a seal that fits, whatever its entries are. */
async function archiveOf(name: string, entries: [string, string | Buffer][], sealed = true): Promise<string> {
  const archive = writeArchive(inPlace(name));
  const hash = createHash("sha256");
  for (const [entry, content] of entries) {
    const bytes = Buffer.from(content);
    hash.update(`${entry}\0${bytes.length}\0`).update(bytes);
    await archive.add(entry, bytes);
  }
  const seal = { entries: entries.length, sha256: hash.digest("hex"), tables: [], photos: { files: 0, bytes: 0 } };
  if (sealed) await archive.add(entryNames.seal, Buffer.from(JSON.stringify(seal)));
  await archive.close();
  return inPlace(name);
}

async function manifest(changes: Partial<Record<keyof Manifest, unknown>> = {}): Promise<string> {
  const { manifest: found } = await checkBackup(good);
  return JSON.stringify({ ...found, tables: [], sequences: [], ...changes });
}

describe("a file that is no backup", () => {
  test.each([
    ["empty", ""],
    ["words", "Dear backup, how are you?"],
    ["a zip", Buffer.from("504b0304140000000800", "hex")],
    ["compressed words", gzipSync("name,price\nLoaf,4.50\n")],
    ["random bytes", createHash("sha512").update("x").digest()],
  ])("is refused in words: %s", async (name, content) => {
    await expectRefused(fileOf(`no-${name}.backup`.replaceAll(" ", "-"), content), /is not a backup of Holdfast/);
  });

  test("is refused if it is an archive of something else, or not there, or a folder", async () => {
    await expectRefused(await archiveOf("foreign.backup", [["readme.txt", "hello"]]), /is not a backup of Holdfast/);
    await expectRefused(
      await archiveOf("other.backup", [["manifest.json", '{"format":"another shop"}']]),
      /is not a backup of Holdfast/,
    );
    await expectRefused(inPlace("nothing.backup"), /There is no file/);
    await expectRefused(place.folder, /is a folder/);
  });
});

describe("a backup that is not whole", () => {
  const byShare = (share: number) => (bytes: Buffer) => Math.floor(bytes.length * share);
  const byMissing = (missing: number) => (bytes: Buffer) => bytes.length - missing;

  test.each([
    ["at its start", byShare(0.01)],
    ["after a fifth", byShare(0.2)],
    ["in the middle", byShare(0.5)],
    ["after four fifths", byShare(0.8)],
    ["near its end", byShare(0.99)],
    ["before its last nine bytes", byMissing(9)],
    ["before its last byte", byMissing(1)],
  ])("is refused if it was cut %s", async (_where, end) => {
    const bytes = readFileSync(good);
    await expectRefused(fileOf("cut.backup", bytes.subarray(0, end(bytes))), /ends too early|is not a backup/);
  });

  test.each([0.1, 0.3, 0.5, 0.7, 0.9])(
    "is refused if a byte was changed: the one at %d of its length",
    async (share) => {
      const changed = readFileSync(good);
      changed[byShare(share)(changed)]! ^= 0xff;
      await expectRefused(fileOf("changed.backup", changed), /is damaged|is not a backup|ends too early/);
    },
  );

  test("is refused if its end is missing, or rows are", async () => {
    await expectRefused(
      await archiveOf("unsealed.backup", [["manifest.json", await manifest()]], false),
      /ends too early/,
    );
    const tables = [{ name: "orders", columns: ["id"], rows: 3 }];
    await expectRefused(await archiveOf("fewer.backup", [["manifest.json", await manifest({ tables })]]), /is damaged/);
  });
});

describe("a backup that cannot come up here", () => {
  test("is refused if a newer version made it", async () => {
    await expectRefused(
      await archiveOf("newer.backup", [["manifest.json", await manifest({ version: 2, app: "9.0.0" })]]),
      /made by a newer Holdfast \(9\.0\.0\)/,
    );
  });

  test("is refused if its tables are of a version to come", async () => {
    const file = await archiveOf("later.backup", [
      ["manifest.json", await manifest({ migrations: ["20261122090000_first_shop", "20991231000000_later"] })],
    ]);
    const data = makeFolder();
    await expect(restoreBackup({ url, file, dataFolder: data.folder })).rejects.toThrow(
      /newer Holdfast.*20991231000000_later/,
    );
    expect(readdirSync(data.folder)).toEqual([]);
    expect(await contentsOf(url)).toEqual(then);
  });

  test.each(["photos/../../evil", "photos//etc/evil", "photos/.hidden", "tables/orders/../x", "/evil"])(
    "never writes outside the photos' folder: %s",
    async (evil) => {
      const entries: [string, string][] = [
        ["manifest.json", await manifest()],
        [evil, "evil"],
      ];
      await expectRefused(await archiveOf(`evil-${evil.replaceAll(/\W/g, "_")}.backup`, entries), /is damaged/);
    },
  );

  test("changes nothing if the database refuses a row", async () => {
    const tables = [{ name: "shop", columns: ["id", "name", "no_such_column"], rows: 1 }];
    const rows = Buffer.from("shop_1\tA shop\tx\n");
    const file = await wholeArchive("refused.backup", await manifest({ tables }), rows);
    const data = makeFolder();
    await expect(restoreBackup({ url, file, dataFolder: data.folder })).rejects.toThrow(
      /did not take the backup.*Nothing was changed/,
    );
    expect(readdirSync(data.folder)).toEqual([]);
    expect(await contentsOf(url)).toEqual(then);
  });
});

/** A backup of one table, sealed as it should be. */
async function wholeArchive(name: string, said: string, rows: Buffer): Promise<string> {
  const archive = writeArchive(inPlace(name));
  const all = createHash("sha256");
  const entries: [string, Buffer][] = [
    ["manifest.json", Buffer.from(said)],
    ["tables/shop/000001.copy", rows],
  ];
  for (const [entry, bytes] of entries) {
    all.update(`${entry}\0${bytes.length}\0`).update(bytes);
    await archive.add(entry, bytes);
  }
  const table = { name: "shop", rows: 1, bytes: rows.length, sha256: createHash("sha256").update(rows).digest("hex") };
  const seal = { entries: 2, sha256: all.digest("hex"), tables: [table], photos: { files: 0, bytes: 0 } };
  await archive.add(entryNames.seal, Buffer.from(JSON.stringify(seal)));
  await archive.close();
  return inPlace(name);
}

test("a backup that is stopped leaves no file, not even a part of one", async () => {
  const stop = new AbortController();
  stop.abort();
  const data = makeFolder();
  const snapshot = await openSnapshot(url);
  const file = path.join(data.folder, "stopped.backup");
  await expect(writeBackup(snapshot, { file, photoFolder: "/nowhere", signal: stop.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  await snapshot.close();
  expect(readdirSync(data.folder)).toEqual([]);
});

describe("a restore that is stopped", () => {
  test("while it loads leaves everything as it was, and nothing beside it", async () => {
    const data = makeFolder();
    const stop = new AbortController();
    stop.abort();
    await expect(
      restoreBackup({ url, file: good, dataFolder: data.folder, signal: stop.signal }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(data.folder)).toEqual([]);
    expect(await contentsOf(url)).toEqual(then);
  });

  test("after that is marked until it is done again", async () => {
    const data = makeFolder();
    beginJournal(data.folder, good);
    await restoreBackup({ url, file: good, dataFolder: data.folder });
    expect(existsSync(path.join(data.folder, "restore-unfinished.json"))).toBe(false);
    expect(readFileSync(path.join(data.folder, "photos", "ph_1", "photo.webp"), "utf8")).toBe("a photo");
    expect(readdirSync(data.folder)).toEqual(["photos"]);
  });
});

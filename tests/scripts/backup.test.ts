import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listBackups } from "@/lib/backup/queries";
import { recordBackup } from "@/lib/backup/record-backup";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { receiveStock } from "@/lib/stock/receive-stock";
import { leftOut } from "@/scripts/backup/manifest";
import { checkBackup, readBackup } from "@/scripts/backup/read-backup";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { openSnapshot } from "@/scripts/backup/snapshot";
import { writeBackup } from "@/scripts/backup/write-backup";
import { ask } from "@/scripts/postgres/cluster";
import type { Clone } from "@/scripts/postgres/databases";
import { leaveDatabase } from "@/scripts/prepare-database";
import { backUp, contentsOf, makeFolder, sequencesOf } from "@/tests/scripts/backups";
import { wrongInBooks } from "@/tests/support/books";
import { emptyDatabase, useDatabase } from "@/tests/support/database";
import { buy, counter, openShop, owner, type Stocked, settle, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
vi.setConfig({ testTimeout: 120_000 });

const place = makeFolder();
let url: string;
let number = 0;
let loaf: Stocked;

function nextFile(): string {
  number += 1;
  return path.join(place.folder, `${number}.backup`);
}

beforeAll(async () => {
  url = process.env.DATABASE_URL!;
  await openShop();
  loaf = await stock(50_000);
  await buy(loaf, 2);
});

afterAll(() => place.remove());

/** Does something on another database, then comes back to this file's own. */
async function elsewhere<Result>(work: (other: Clone) => Promise<Result>): Promise<Result> {
  const other = await emptyDatabase();
  await leaveDatabase();
  process.env.DATABASE_URL = other.url;
  try {
    return await work(other);
  } finally {
    await leaveDatabase();
    process.env.DATABASE_URL = url;
    await other.drop();
  }
}

async function restoreElsewhere<Result>(file: string, look: (other: string) => Promise<Result>): Promise<Result> {
  const data = makeFolder();
  try {
    return await elsewhere(async (other) => {
      await restoreBackup({ url: other.url, file, dataFolder: data.folder });
      return look(other.url);
    });
  } finally {
    data.remove();
  }
}

describe("a backup that is restored", () => {
  test("is the same shop to the last row, and its numbers go on where they were", async () => {
    const file = nextFile();
    await backUp(url, file);
    const before = { rows: await contentsOf(url), sequences: await sequencesOf(url) };
    await restoreElsewhere(file, async (other) => {
      await ask(other, "ALTER TABLE event_personal DISABLE TRIGGER USER");
      await ask(
        other,
        "DELETE FROM event_personal WHERE event_id IN (SELECT id FROM events WHERE type = 'backup.restored')",
      );
      const [told] = await ask(other, "SELECT count(*)::int AS events FROM events WHERE type = 'backup.restored'");
      expect(told).toEqual({ events: 1 });
      await ask(other, "ALTER TABLE events DISABLE TRIGGER USER");
      await ask(other, "DELETE FROM events WHERE type = 'backup.restored'");
      expect({ rows: await contentsOf(other), sequences: await sequencesOf(other) }).toEqual(before);
    });
  });

  test("still refuses what the shop refused: edits of history, promises beyond what is there, rows that refer to nothing", async () => {
    const file = nextFile();
    await backUp(url, file);
    await restoreElsewhere(file, async (other) => {
      await expect(ask(other, "UPDATE stock_entries SET note = 'x'")).rejects.toMatchObject({ code: "23001" });
      await expect(ask(other, "DELETE FROM events")).rejects.toMatchObject({ code: "23001" });
      await expect(ask(other, "UPDATE stock_levels SET held = on_hand + 1")).rejects.toMatchObject({ code: "23514" });
      await expect(ask(other, "DELETE FROM orders")).rejects.toMatchObject({
        code: expect.stringMatching(/^23(503|001)$/),
      });
    });
  });

  test("takes the next order under the next number", async () => {
    const file = nextFile();
    await backUp(url, file);
    const [last] = await ask(url, "SELECT max(number) AS number FROM orders");
    await restoreElsewhere(file, async () => {
      const order = await buy(loaf);
      expect(order.number).toBe(Number(last?.number) + 1);
      expect(await wrongInBooks()).toEqual([]);
    });
  });

  test("leaves out who is signed in and looks at a page, and who knocked too often", async () => {
    const file = nextFile();
    await ask(
      url,
      `WITH one AS (INSERT INTO staff_members (id, name, email, password_hash, role) VALUES ('stf_1', 'Olive', 'o@test.example', 'x', 'owner') RETURNING id),
            two AS (INSERT INTO sessions (id, staff_id, expires_at) SELECT 'ses_1', id, now() + interval '1 day' FROM one RETURNING id)
       INSERT INTO staff_beats (session_id, seen_at) SELECT id, now() FROM two`,
    );
    await backUp(url, file);
    await restoreElsewhere(file, async (other) => {
      expect(await ask(other, "SELECT id FROM staff_members")).toEqual([{ id: "stf_1" }]);
      expect(await ask(other, "SELECT id FROM sessions")).toEqual([]);
    });
    const { manifest } = await checkBackup(file);
    const names = manifest.tables.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["orders", "events", "stock_entries", "marks", "_prisma_migrations"]));
    for (const name of leftOut) expect(names).not.toContain(name);
  });

  test("leaves nothing out that something in it refers to", async () => {
    const rows = await ask(
      url,
      `SELECT conname FROM pg_constraint WHERE contype = 'f' AND confrelid::regclass::text = ANY ($1) AND NOT conrelid::regclass::text = ANY ($1)`,
      [leftOut],
    );
    expect(rows).toEqual([]);
  });

  test("says of messages that were waiting that they may have gone since, and keeps exports waiting", async () => {
    const file = nextFile();
    const [event] = await ask(url, "SELECT id FROM events LIMIT 1");
    await ask(
      url,
      `WITH place AS (INSERT INTO destinations (id, name, address, sealed_secret) VALUES ('dst_1', 'Kitchen', 'https://kitchen.example', '') RETURNING id)
       INSERT INTO deliveries (id, event_id, channel, place, destination_id, address, body, state, next_attempt_at, created_at)
       SELECT 'dlv_' || channel, $1, channel::delivery_channel, 'shop', CASE channel WHEN 'webhook' THEN place.id END, 'x', 'x', 'waiting', now(), now()
         FROM place, unnest(ARRAY['email', 'text', 'webhook']) channel`,
      [event?.id],
    );
    await backUp(url, file);
    await ask(url, "DELETE FROM deliveries");
    await restoreElsewhere(file, async (other) => {
      const rows = await ask(
        other,
        "SELECT channel::text, state::text, next_attempt_at IS NULL AS never FROM deliveries ORDER BY 1",
      );
      expect(rows).toEqual([
        { channel: "email", state: "unknown", never: true },
        { channel: "text", state: "unknown", never: true },
        { channel: "webhook", state: "waiting", never: false },
      ]);
    });
  });
});

describe("while the shop runs", () => {
  test("a backup is of one moment: what is sold after its snapshot is in none of its tables", async () => {
    const file = nextFile();
    const snapshot = await openSnapshot(url);
    const then = await contentsOf(url);
    await buy(loaf, 3);
    await writeBackup(snapshot, { file, photoFolder: "/nowhere" });
    await snapshot.close();
    expect(await contentsOf(url)).not.toEqual(then);
    await restoreElsewhere(file, async (other) => {
      await ask(other, "ALTER TABLE events DISABLE TRIGGER USER; DELETE FROM events WHERE type = 'backup.restored'");
      expect(await contentsOf(other)).toEqual(then);
    });
  });

  test("orders and stock keep coming, and the restored shop's proof is green", async () => {
    const file = nextFile();
    let running = true;
    let sold = 0;
    const sell = async () => {
      while (running) {
        sold += (await settle([buy(loaf)])).values.length;
      }
    };
    const receive = async () => {
      const batch = { variantId: loaf.variantId, day: tomorrow, quantity: 5, note: "" };
      while (running) await settle([receiveStock(counter, batch)]);
    };
    const writers = [sell(), sell(), receive()];
    await vi.waitUntil(() => sold > 5, { timeout: 60_000 });
    const before = sold;
    for (let round = 0; round < 3; round += 1) await backUp(url, round === 2 ? file : nextFile());
    running = false;
    await Promise.all(writers);
    expect(sold).toBeGreaterThan(before);
    await restoreElsewhere(file, async (other) => {
      expect(await wrongInBooks()).toEqual([]);
      const [sums] = await ask(
        other,
        `SELECT (SELECT sum(committed) FROM stock_levels)::int AS committed, (SELECT sum(l.quantity) FROM order_lines l)::int AS ordered,
                (SELECT count(*) FROM orders)::int AS orders, (SELECT count(DISTINCT order_id) FROM events WHERE type = 'order.placed')::int AS placed`,
      );
      expect(sums?.committed).toBe(sums?.ordered);
      expect(sums?.orders).toBe(sums?.placed);
    });
  });
});

test("a shop far larger than the memory at hand is backed up and restored within it", async () => {
  await elsewhere(async (big) => {
    await migrate(big.url);
    await ask(
      big.url,
      `INSERT INTO events (id, type, actor, at, snapshot) SELECT 'evt_' || n, 'x.y', '{}', now(), jsonb_build_object('text', repeat(md5(n::text), 150)) FROM generate_series(1, 15000) n`,
    );
    const file = nextFile();
    const peak = await peakOf(() => backUp(big.url, file));
    const { seal } = await checkBackup(file);
    const bytes = seal.tables.reduce((sum, table) => sum + table.bytes, 0);
    expect(bytes).toBeGreaterThan(70_000_000);
    expect(peak).toBeLessThan(bytes * 0.3);
    expect(await peakOf(() => readBackup(file, async () => {}))).toBeLessThan(bytes * 0.3);
    const kept: unknown[] = [];
    const keeping = () => readBackup(file, async (part) => void kept.push(part));
    expect(await peakOf(keeping), "what is kept is seen").toBeGreaterThan(bytes);
  });
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** How much more memory than before a piece of work needed at its worst, whenever the collector would have come by itself. Looking takes a fourth of the time, however slow the machine is. */
async function peakOf(work: () => Promise<unknown>): Promise<number> {
  const held = () => {
    collect();
    collect(); // Only the second has what the first let go of counted as gone.
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = held();
  let most = before;
  const look = () => (most = Math.max(most, held()));
  let working = true;
  const watch = async () => {
    while (working) {
      const began = performance.now();
      look();
      await sleep(20 + 3 * (performance.now() - began));
    }
  };
  await Promise.all([watch(), work().finally(() => (working = false))]);
  look();
  return most - before;
}

describe("an older version's backup", () => {
  test("comes up in this version, with its rows brought along", async () => {
    const file = nextFile();
    await elsewhere(async (old) => {
      await migrate(old.url, firstMigrationAlone());
      await ask(
        old.url,
        `INSERT INTO orders (id, number, token, cart_id, channel, pickup_day, currency, locale, total_minor, customer_name, customer_email, notify_email, notify_text, placed_at, updated_at)
         VALUES ('ord_1', 201, 'tok', 'crt_1', 'web', '2026-11-28', 'GBP', 'en-GB', 450, 'Maya', 'maya@example.org', true, false, now(), now());
         INSERT INTO events (id, type, order_id, actor, at, snapshot) VALUES
           ('evt_1', 'order.placed', 'ord_1', '{"kind":"customer"}', now(), '{"number":201,"customer":{"name":"Maya"},"note":"","cancelReason":""}');`,
      );
      await backUp(old.url, file);
    });
    expect((await checkBackup(file)).manifest.migrations).toHaveLength(1);
    await restoreElsewhere(file, async (other) => {
      expect(
        await ask(other, "SELECT subject_name, snapshot ? 'customer' AS told FROM events WHERE id = 'evt_1'"),
      ).toEqual([{ subject_name: "201", told: false }]);
      expect(
        await ask(other, "SELECT snapshot->'customer'->>'name' AS name FROM event_personal WHERE event_id = 'evt_1'"),
      ).toEqual([{ name: "Maya" }]);
    });
  });

  function firstMigrationAlone(): string {
    const folder = path.join(place.folder, "migrations");
    const first = "20261122090000_first_shop";
    mkdirSync(path.join(folder, first), { recursive: true });
    writeFileSync(path.join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
    writeFileSync(path.join(folder, first, "migration.sql"), readFileSync(`prisma/migrations/${first}/migration.sql`));
    return folder;
  }
});

describe("what staff are told", () => {
  test("the last backups, with place and size; and only who may know is asked", async () => {
    const made = { place: "/backups/a.backup", bytes: 1200, rows: 10, photos: 2, takenAt: "2026-11-23T03:00:00.000Z" };
    await recordBackup(owner, made);
    expect(await listBackups(1)).toEqual([{ ...made, takenAt: new Date(made.takenAt) }]);
    const events = await db().event.count();
    for (const [actor, code] of [
      [counter, "not_permitted"],
      [null, "not_signed_in"],
    ] as const)
      await expect(recordBackup(actor, made)).rejects.toMatchObject({ code });
    expect(await db().event.count()).toBe(events);
  });
});

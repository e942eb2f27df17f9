import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type AuditEntry, listAudit, streamAudit } from "@/lib/history/audit";
import { auditAsked, auditFilter } from "@/lib/history/audit-filter";
import { noteDownload } from "@/lib/history/note-download";
import { type NewEvent, recordEvent } from "@/lib/history/record-event";
import { ask } from "@/scripts/postgres/cluster";
import { useDatabase } from "@/tests/support/database";
import { buy, customer, manager, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);
beforeEach(() => db().$executeRaw`TRUNCATE events CASCADE`);

const base: NewEvent = {
  type: "item.changed",
  subject: { kind: "item", id: "itm_1", name: "Seeded rye" },
  at: new Date("2026-11-20T10:00:00Z"),
  snapshot: { priceMinor: 520, version: 2 },
  previous: { priceMinor: 480 },
};

function happened(given: Partial<NewEvent> = {}, by: Actor = owner): Promise<string> {
  return inTransaction((tx) => recordEvent(tx, by, { ...base, ...given }));
}

const filterOf = (asked: Record<string, string>) => auditFilter(auditAsked.parse(asked), "Europe/London");
const find = async (asked: Record<string, string> = {}) => (await listAudit(owner, filterOf(asked))).entries;
const ids = (entries: AuditEntry[]) => entries.map(({ id }) => id);

describe("the audit log", () => {
  it("tells what the staff and the shop did, newest first, with before and after, and no customer's doings", async () => {
    await buy(await stock(3));
    const first = await happened();
    const second = await happened({ at: new Date("2026-11-20T11:00:00Z") }, { kind: "system", name: "proof" });
    const entries = await find();
    expect(ids(entries)).toEqual([second, first]);
    expect(entries[1]).toMatchObject({
      actor: { kind: "staff", name: "Olive Owner" },
      before: { priceMinor: 480 },
      after: { priceMinor: 520 },
    });
    expect((await find({ person: "customers" })).map(({ type }) => type)).toEqual(["order.placed"]);
  });

  it("puts the personal part in while it is there, and does without it once it was erased", async () => {
    await happened({ personal: { snapshot: { email: "a@example.org" }, previous: { email: "b@example.org" } } });
    expect((await find())[0]).toMatchObject({ before: { email: "b@example.org" }, after: { email: "a@example.org" } });
    await db().eventPersonal.updateMany({ data: { snapshot: {}, previous: {} } });
    const [erased] = await find();
    expect(erased?.before).toEqual({ priceMinor: 480 });
  });

  it("is asked by person, kind, type, day and words, alone or together", async () => {
    const byMax = await happened({}, manager);
    const hidden = await happened({ type: "item.hidden" });
    const late = await happened({
      at: new Date("2026-11-21T00:30:00Z"),
      subject: { kind: "shop", id: "x", name: "100%" },
    });
    expect(ids(await find({ person: manager.id }))).toEqual([byMax]);
    expect(ids(await find({ kind: "shop" }))).toEqual([late]);
    expect(ids(await find({ type: "item.hidden" }))).toEqual([hidden]);
    expect(ids(await find({ from: "2026-11-21" }))).toEqual([late]);
    expect(ids(await find({ until: "2026-11-20" })).toSorted()).toEqual([byMax, hidden].toSorted());
    expect(ids(await find({ find: "max man" }))).toEqual([byMax]);
    expect(ids(await find({ find: "100%" }))).toEqual([late]);
    expect(ids(await find({ person: manager.id, type: "item.hidden" }))).toEqual([]);
    expect(await find({ from: "nonsense" })).toHaveLength(3);
  });

  it("has no end: pages follow each other without a gap, also where many things happened at one moment", async () => {
    for (let one = 0; one < 120; one += 1) await happened();
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(owner, filterOf({}), cursor);
      seen.push(...ids(page.entries));
      cursor = page.next;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toEqual(seen.toSorted().toReversed());
    const streamed: string[] = [];
    for await (const { id } of streamAudit(manager, filterOf({}))) streamed.push(id);
    expect(streamed).toEqual(seen);
  });

  it("is found by its index, however many orders customers place between", async () => {
    await db().$executeRaw`
      INSERT INTO events (id, type, actor, at, snapshot, dispatched_at)
      SELECT 'evt_x' || n, 'order.placed', '{"kind":"customer"}', now() - n * interval '1 minute', '{}', now() FROM generate_series(1, 20000) n`;
    await db().$executeRaw`ANALYZE events`;
    const plan = await db().$queryRaw<{ "QUERY PLAN": string }[]>`
      EXPLAIN SELECT id FROM events AS event WHERE (event.actor->>'kind') IN ('staff', 'system') ORDER BY event.at DESC, event.id DESC LIMIT 51`;
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("events_of_staff_at_id_idx");
  });

  it("cannot be changed: neither an entry nor a deletion is taken", async () => {
    const id = await happened();
    const tries = [
      "UPDATE events SET snapshot = '{}'",
      'UPDATE events SET actor = \'{"kind":"system"}\', undone_at = now()',
      "UPDATE events SET at = at - interval '1 year'",
      "DELETE FROM events",
    ];
    for (const sql of tries)
      await expect(ask(process.env.DATABASE_URL!, sql)).rejects.toThrow("events are never edited");
    expect(ids(await find())).toEqual([id]);
  });

  it("learns once that an entry was taken back and told of, and forgets neither", async () => {
    const id = await happened({ told: true });
    await ask(process.env.DATABASE_URL!, "UPDATE events SET undone_at = now(), dispatched_at = now()");
    const tries = [
      "UPDATE events SET undone_at = NULL",
      "UPDATE events SET undone_at = undone_at - interval '1 day'",
      "UPDATE events SET dispatched_at = NULL",
    ];
    for (const sql of tries)
      await expect(ask(process.env.DATABASE_URL!, sql)).rejects.toThrow("events are never edited");
    expect(await find()).toMatchObject([{ id, undone: true }]);
  });

  it("keeps the personal part as it was written, or empty: it is neither edited nor taken out", async () => {
    await happened({ personal: { snapshot: { email: "a@example.org" }, previous: { email: "b@example.org" } } });
    const tries = [
      `UPDATE event_personal SET snapshot = '{"email":"c@example.org"}'`,
      "UPDATE event_personal SET previous = '{}'",
      "UPDATE event_personal SET event_id = 'evt_other', snapshot = '{}', previous = '{}'",
      "DELETE FROM event_personal",
    ];
    for (const sql of tries) await expect(ask(process.env.DATABASE_URL!, sql)).rejects.toThrow("can only be emptied");
    expect(await find()).toMatchObject([{ before: { email: "b@example.org" }, after: { email: "a@example.org" } }]);
  });

  it("says who took a file out of the shop", async () => {
    await noteDownload(manager, "orders.export", { file: "Orders", asked: { from: "2026-11-01" } });
    expect((await find())[0]).toMatchObject({ type: "shop.file_downloaded", subject: { name: "Orders" } });
  });

  it.each([
    ["nobody", null, "not_signed_in"],
    ["a customer", customer, "not_signed_in"],
    ["staff", { kind: "staff", id: "stf_x", name: "Mina", role: "staff" }, "not_permitted"],
  ] as [string, Actor | null, string][])("is closed to %s", async (_who, by, code) => {
    await expect(listAudit(by, filterOf({}))).rejects.toMatchObject({ code });
    expect(() => streamAudit(by, filterOf({}))).toThrow(expect.objectContaining({ code }));
    await expect(noteDownload(by, "audit.view", { file: "x" })).rejects.toMatchObject({ code });
    expect(await db().event.count()).toBe(0);
  });
});

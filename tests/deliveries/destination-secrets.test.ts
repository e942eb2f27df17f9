import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { enterSecret } from "@/lib/deliveries/enter-secret";
import { openDestination, secretLost } from "@/lib/deliveries/open-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { removeDestination } from "@/lib/deliveries/remove-destination";
import { oldSecretHours, rotateSecret } from "@/lib/deliveries/rotate-secret";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";
import { addPlace, settleAs } from "@/tests/deliveries/arrived";
import { orderEvent, secret } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { manager, owner } from "@/tests/support/shop";

useDatabase();

let kitchen: string;
beforeEach(async () => {
  kitchen = await addPlace("webhook", "Kitchen screen");
});

const read = (id = kitchen) => db().destination.findUniqueOrThrow({ where: { id } });
const lastEvent = (subjectId: string) => db().event.findFirst({ where: { subjectId }, orderBy: { id: "desc" } });
const wakeUps = async () =>
  (
    await db().$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'destination.drain' AND state = 'created' AND data->>'destinationId' = ${kitchen}`
  ).length;
const mine = `whsec_${Buffer.alloc(32, "m").toString("base64")}`;

/** As it is once no key of ours opens its secret. */
async function loseSecret() {
  const data = { sealedSecret: "lost", pausedAt: new Date(), pausedReason: secretLost };
  await db().destination.update({ where: { id: kitchen }, data });
}

const refused: [string, Actor | null, string][] = [
  ["a manager", manager, "not_permitted"],
  ["a customer", { kind: "customer" }, "not_signed_in"],
  ["nobody", null, "not_signed_in"],
];

describe("a new secret", () => {
  test("is signed with at once; the old one holds beside it for a day, and then no longer", async () => {
    const made = await rotateSecret(owner, { destinationId: kitchen });
    expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await openDestination(kitchen))!.secrets).toEqual([made, secret]);
    const { formerUntil } = await read();
    const hours = (formerUntil!.getTime() - Date.now()) / 3_600_000;
    expect(Math.abs(hours - oldSecretHours)).toBeLessThan(0.1);
    await db().destination.update({ where: { id: kitchen }, data: { formerUntil: new Date(Date.now() - 1_000) } });
    expect((await openDestination(kitchen))!.secrets).toEqual([made]);
  });

  test("made twice leaves the one before it beside it, not the first", async () => {
    const second = await rotateSecret(owner, { destinationId: kitchen });
    const third = await rotateSecret(owner, { destinationId: kitchen });
    expect((await openDestination(kitchen))!.secrets).toEqual([third, second]);
  });

  test("is in the log as made, and stands in no event", async () => {
    const made = await rotateSecret(owner, { destinationId: kitchen });
    const event = await lastEvent(kitchen);
    expect(event).toMatchObject({ type: "destination.secret_rotated", actor: { name: owner.name } });
    expect(JSON.stringify(event)).not.toContain(made.slice(6));
    expect(await read()).toMatchObject({ version: 1, changedBy: owner.name });
    expect((await read()).sealedSecret).not.toContain(made.slice(6));
  });

  test("where the old one is lost stands alone, and the destination goes on", async () => {
    await loseSecret();
    const made = await rotateSecret(owner, { destinationId: kitchen });
    expect(await read()).toMatchObject({ pausedAt: null, pausedReason: "", formerSecret: "", formerUntil: null });
    expect((await openDestination(kitchen))!.secrets).toEqual([made]);
  });

  test("leaves a pause that a person made", async () => {
    await db().destination.update({ where: { id: kitchen }, data: { pausedAt: new Date() } });
    await rotateSecret(owner, { destinationId: kitchen });
    expect((await read()).pausedAt).not.toBeNull();
  });

  test.each(["sheet", "slack", "folder", "colleague"] as const)("is not ours to make for a %s", async (kind) => {
    const destinationId = await addPlace(kind);
    await expect(rotateSecret(owner, { destinationId })).rejects.toMatchObject({ code: "no_own_secret" });
    expect((await read(destinationId)).version).toBe(0);
  });

  test.each(refused)("%s is refused, and nothing changes", async (_who, actor, code) => {
    await expect(rotateSecret(actor, { destinationId: kitchen })).rejects.toMatchObject({ code });
    expect((await openDestination(kitchen))!.secrets).toEqual([secret]);
  });
});

describe("a secret that is entered", () => {
  test("is signed with alone, and what waited is woken", async () => {
    await rotateSecret(owner, { destinationId: kitchen });
    await enterSecret(owner, { destinationId: kitchen, secret: mine });
    expect((await openDestination(kitchen))!.secrets).toEqual([mine]);
    expect(await read()).toMatchObject({ formerSecret: "", formerUntil: null, version: 2, changedBy: owner.name });
    expect(await wakeUps()).toBe(1);
    const event = await lastEvent(kitchen);
    expect(event!.type).toBe("destination.secret_rotated");
    expect(JSON.stringify(event)).not.toContain(mine.slice(6));
  });

  test("ends the pause of a destination that had none to read, not one that a person made", async () => {
    await loseSecret();
    await enterSecret(owner, { destinationId: kitchen, secret: mine });
    expect(await read()).toMatchObject({ pausedAt: null, pausedReason: "" });
    await db().destination.update({ where: { id: kitchen }, data: { pausedAt: new Date(), pausedReason: "" } });
    await enterSecret(owner, { destinationId: kitchen, secret: mine });
    expect((await read()).pausedAt).not.toBeNull();
  });

  test("of a destination that stopped answering is tried at once", async () => {
    const later = new Date(Date.now() + 600_000);
    await db().destination.update({ where: { id: kitchen }, data: { brokenAt: new Date(), probeAt: later } });
    await enterSecret(owner, { destinationId: kitchen, secret: mine });
    expect((await read()).probeAt!.getTime()).toBeLessThan(later.getTime() - 500_000);
  });

  test.each([
    ["webhook", "whsec_short"],
    ["webhook", "no secret"],
    ["slack", "https://hooks.slack.example/services/T/B/x"],
    ["sheet", "{}"],
    ["sheet", "not json"],
    ["folder", mine],
    ["colleague", mine],
  ] as const)("of a %s cannot be %j: nothing is changed", async (kind, wrong) => {
    const destinationId = await addPlace(kind);
    await expect(enterSecret(owner, { destinationId, secret: wrong })).rejects.toMatchObject({ code: "wrong_secret" });
    expect((await openDestination(destinationId))!.secrets).toEqual([secret]);
  });

  test("of Slack is the address that Slack gave", async () => {
    const destinationId = await addPlace("slack");
    const hook = "https://hooks.slack.com/services/T00/B00/xyz";
    await enterSecret(owner, { destinationId, secret: hook });
    expect((await openDestination(destinationId))!.secrets).toEqual([hook]);
  });

  test.each(refused)("%s is refused, and nothing changes", async (_who, actor, code) => {
    await expect(enterSecret(actor, { destinationId: kitchen, secret: mine })).rejects.toMatchObject({ code });
    expect((await openDestination(kitchen))!.secrets).toEqual([secret]);
  });
});

describe("a destination that is removed", () => {
  test("forgets its secrets, hears of nothing more, and what waits for it is withdrawn", async () => {
    await rotateSecret(owner, { destinationId: kitchen });
    const [sent, waiting, unknown] = [await aMessage(), await aMessage(), await aMessage()];
    await settleAs("delivered", { id: sent });
    await db().delivery.update({ where: { id: unknown }, data: { state: "unknown" } });
    expect(await removeDestination(owner, { destinationId: kitchen })).toBe(2);
    expect(await read()).toMatchObject({
      ...{ removedAt: expect.any(Date), sealedSecret: "", formerSecret: "", formerUntil: null, brokenAt: null },
    });
    expect(await openDestination(kitchen)).toBeNull();
    const states = await db().delivery.findMany({ where: { destinationId: kitchen }, orderBy: { id: "asc" } });
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
      [sent]: "delivered",
      [waiting]: "withdrawn",
      [unknown]: "withdrawn",
    });
    expect(states.find(({ id }) => id === waiting)).toMatchObject({ nextAttemptAt: null, settledAt: expect.any(Date) });
    const { eventId } = await orderEvent();
    await planDeliveries(eventId);
    expect(await db().delivery.count({ where: { destinationId: kitchen, eventId } })).toBe(0);
  });

  test("is in the log, and is not there a second time", async () => {
    await removeDestination(owner, { destinationId: kitchen });
    expect(await lastEvent(kitchen)).toMatchObject({ type: "destination.removed", subjectName: "Kitchen screen" });
    await expect(removeDestination(owner, { destinationId: kitchen })).rejects.toMatchObject({ code: "not_found" });
    await expect(rotateSecret(owner, { destinationId: kitchen })).rejects.toMatchObject({ code: "not_found" });
    await expect(enterSecret(owner, { destinationId: kitchen, secret: mine })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("while it did not answer leaves nothing to probe", async () => {
    await db().destination.update({ where: { id: kitchen }, data: { brokenAt: new Date(), probeAt: new Date() } });
    await removeDestination(owner, { destinationId: kitchen });
    expect(await read()).toMatchObject({ brokenAt: null, probeAt: null });
  });

  test.each(["dst_first", "dst_viewer"])("cannot be %s, which the server's settings name", async (id) => {
    await db().destination.create({
      data: { id, name: "Named", address: "https://named.example", sealedSecret: seal(secret) },
    });
    await expect(removeDestination(owner, { destinationId: id })).rejects.toMatchObject({ code: "named_by_settings" });
    expect((await read(id)).removedAt).toBeNull();
  });

  test.each(refused)("is not removed by %s", async (_who, actor, code) => {
    await expect(removeDestination(actor, { destinationId: kitchen })).rejects.toMatchObject({ code });
    expect((await read()).removedAt).toBeNull();
  });
});

/** A message that waits for the kitchen. */
async function aMessage(): Promise<string> {
  const { eventId } = await orderEvent();
  const id = newId("dlv");
  const place = {
    channel: "webhook",
    place: kitchen,
    destinationId: kitchen,
    address: "https://kitchen.example",
  } as const;
  await db().delivery.create({
    data: { id, eventId, ...place, body: "{}", createdAt: new Date(), nextAttemptAt: new Date() },
  });
  return id;
}

import { beforeAll, describe, expect, test } from "vitest";
import { askToBeTold } from "@/lib/catalog/ask-to-be-told";
import { findWish } from "@/lib/catalog/drop-page-queries";
import { forgetOldWishes } from "@/lib/catalog/forget-old-wishes";
import { wishInput } from "@/lib/catalog/input-of-drops";
import { openDrops } from "@/lib/catalog/open-drops";
import { takeBackWish } from "@/lib/catalog/take-back-wish";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { dropIn, shelf } from "@/tests/catalog/drops";
import { eventsAbout } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const minute = 60_000;
const soon = async (startsInMs = 60 * minute) => dropIn([await shelf()], startsInMs);

/** Has time come for a drop, and everything told that is to be; returns the letters about it. */
async function begin(id: string) {
  await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 1_000) } });
  await openDrops();
  return lettersAbout(id);
}

async function lettersAbout(id: string) {
  const events = await db().event.findMany({ where: { subjectId: id, type: "drop.near" }, select: { id: true } });
  for (const event of events) await planDeliveries(event.id);
  return db().delivery.findMany({
    where: { eventId: { in: events.map((event) => event.id) } },
    orderBy: { address: "asc" },
  });
}

describe("a wish to be told of a drop", () => {
  test("is kept once for an address, and only who asked first can take it back", async () => {
    const { id, slug } = await soon();
    const first = await askToBeTold({ drop: slug, email: "maya@example.org" });
    expect(first).toMatchObject({ email: "maya@example.org" });
    expect(await askToBeTold({ drop: slug, email: "maya@example.org" })).toBeNull();
    expect(await findWish(["unknown", first!.token], id)).toEqual(first);
    await takeBackWish(first!.token);
    await takeBackWish(first!.token);
    expect(await db().dropWish.count({ where: { dropId: id } })).toBe(0);
  });

  test("leads to one letter as the drop begins, its bytes final; and to none if it was taken back", async () => {
    const { id, slug } = await soon();
    await askToBeTold({ drop: slug, email: "maya@example.org" });
    const other = await askToBeTold({ drop: slug, email: "noah@example.org" });
    await openDrops();
    expect(await lettersAbout(id)).toEqual([]);
    await takeBackWish(other!.token);
    const letters = await begin(id);
    await openDrops();
    expect(await lettersAbout(id)).toHaveLength(1);
    expect(letters).toMatchObject([
      {
        address: "maya@example.org",
        channel: "email",
        subject: "Test Bakery: Saturday’s forty has begun",
        state: "waiting",
      },
    ]);
    expect(letters[0]?.body).toContain(`/drops/${slug}`);
    expect(letters[0]?.html).toContain("You get this one letter because you asked to be told of this drop.");
    expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["drop.made", "drop.opened", "drop.near"]);
    expect(JSON.stringify(await eventsAbout(id))).not.toContain("maya@example.org");
  });

  test("is told at the shop's time before, and whoever asks after that as it begins", async () => {
    const { id, slug } = await soon(30 * minute);
    await db().drop.update({ where: { id }, data: { tellMinutes: 60 } });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() + 90 * minute) } });
    await askToBeTold({ drop: slug, email: "early@example.org" });
    await db().dropWish.updateMany({ where: { dropId: id }, data: { askedAt: new Date(Date.now() - 60 * minute) } });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() + 30 * minute) } });
    await askToBeTold({ drop: slug, email: "late@example.org" });
    await openDrops();
    expect(await lettersAbout(id)).toMatchObject([
      { address: "early@example.org", subject: expect.stringContaining("begins soon") },
    ]);
    expect((await begin(id)).map(({ address }) => address)).toEqual(["early@example.org", "late@example.org"]);
  });

  test("comes too late once it has begun, or is over", async () => {
    const running = await soon(-minute);
    await expect(askToBeTold({ drop: running.slug, email: "a@example.org" })).rejects.toMatchObject({
      code: "drop_open",
    });
    const over = await dropIn([await shelf()], -60 * minute, -minute);
    await expect(askToBeTold({ drop: over.slug, email: "a@example.org" })).rejects.toMatchObject({ code: "drop_over" });
    await expect(askToBeTold({ drop: "none", email: "a@example.org" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is told to hundreds in letters of their own, whatever the number of workers", async () => {
    const { id, slug } = await soon();
    const asked = Array.from({ length: 130 }, (_, at) =>
      askToBeTold({ drop: slug, email: `person-${at}@example.org` }),
    );
    await Promise.all(asked);
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 1_000) } });
    await Promise.all([openDrops(), openDrops(), openDrops()]);
    const letters = await lettersAbout(id);
    expect(new Set(letters.map(({ address }) => address)).size).toBe(130);
    expect(letters).toHaveLength(130);
    expect((await eventsAbout(id)).filter(({ type }) => type === "drop.opened")).toHaveLength(1);
  });

  test("goes away a week after, and with its person, the letter's words too", async () => {
    const { id, slug } = await soon();
    await askToBeTold({ drop: slug, email: "maya@example.org" });
    await askToBeTold({ drop: slug, email: "noah@example.org" });
    await begin(id);
    const order = await buy(await stock(1));
    await db().order.update({ where: { id: order.id }, data: { status: "completed" } });
    await db().event.updateMany({ where: { orderId: order.id }, data: { dispatchedAt: new Date() } });
    await eraseCustomer(owner, { orderId: order.id });
    expect(await db().dropWish.findMany({ where: { dropId: id }, select: { email: true } })).toEqual([
      { email: "noah@example.org" },
    ]);
    const letters = await lettersAbout(id);
    expect(letters.map(({ address, body, state }) => [address, body === "", state])).toEqual([
      ["", true, "withdrawn"],
      ["noah@example.org", false, "waiting"],
    ]);
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 8 * 24 * 60 * minute) } });
    expect(await forgetOldWishes()).toBe(1);
  });
});

test("an address is folded, and what is none is refused in words", () => {
  expect(wishInput.parse({ drop: "forty", email: " Maya@Example.ORG " }).email).toBe("maya@example.org");
  expect(wishInput.safeParse({ drop: "forty", email: "maya" }).error?.issues[0]?.message).toMatch(/email address/);
});

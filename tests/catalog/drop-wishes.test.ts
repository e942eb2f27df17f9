import { beforeAll, describe, expect, test } from "vitest";
import { askToBeTold } from "@/lib/catalog/ask-to-be-told";
import { cancelDrop } from "@/lib/catalog/cancel-drop";
import { changeDrop } from "@/lib/catalog/change-drop";
import { findWishOf } from "@/lib/catalog/drop-page-queries";
import { forgetOldWishes } from "@/lib/catalog/forget-old-wishes";
import { wishInput } from "@/lib/catalog/input-of-drops";
import { makeDrop } from "@/lib/catalog/make-drop";
import { openDrops } from "@/lib/catalog/open-drops";
import { takeBackWish } from "@/lib/catalog/take-back-wish";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { maskSecrets } from "@/lib/deliveries/mask";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { dropIn, shelf, typed } from "@/tests/catalog/drops";
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
  const type = { in: ["drop.near", "drop.moved", "drop.called_off"] };
  const events = await db().event.findMany({
    where: { subjectId: id, type },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const event of events) await planDeliveries(event.id);
  return db().delivery.findMany({
    where: { eventId: { in: events.map((event) => event.id) } },
    orderBy: [{ address: "asc" }, { createdAt: "asc" }],
  });
}

describe("a wish to be told of a drop", () => {
  test("is kept once for an address; who asks with it again is answered alike, and cannot take it back", async () => {
    const { id, slug } = await soon();
    const wish = { dropId: id, email: "maya@example.org", token: expect.stringMatching(/^[\w-]{22}$/) };
    const first = await askToBeTold({ drop: slug, email: "maya@example.org" });
    const second = await askToBeTold({ drop: slug, email: "maya@example.org" });
    expect([first, second]).toEqual([wish, wish]);
    await takeBackWish(second.token);
    expect(await db().dropWish.count({ where: { dropId: id } })).toBe(1);
    await takeBackWish(first.token);
    await takeBackWish(first.token);
    expect(await db().dropWish.count({ where: { dropId: id } })).toBe(0);
  });

  test("leads to one letter as the drop begins, its bytes final; and to none if it was taken back", async () => {
    const { id, slug } = await soon();
    await askToBeTold({ drop: slug, email: "maya@example.org" });
    const other = await askToBeTold({ drop: slug, email: "noah@example.org" });
    await openDrops();
    expect(await lettersAbout(id)).toEqual([]);
    await takeBackWish(other.token);
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
    expect(letters[0]?.html).toContain(
      "You get this because you asked to be told of this drop. It is about this drop alone.",
    );
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

describe("a drop that does not begin as it was said", () => {
  const subjectsTo = async (id: string, address: string) =>
    (await lettersAbout(id)).filter((letter) => letter.address === address).map(({ subject }) => subject);

  test("writes once to each who wanted to be told that it was called off, those who were told before too", async () => {
    const { id, slug } = await soon(30 * minute);
    await db().drop.update({ where: { id }, data: { tellMinutes: 60, startsAt: new Date(Date.now() + 90 * minute) } });
    await askToBeTold({ drop: slug, email: "early@example.org" });
    await db().dropWish.updateMany({ where: { dropId: id }, data: { askedAt: new Date(Date.now() - 60 * minute) } });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() + 30 * minute) } });
    await askToBeTold({ drop: slug, email: "late@example.org" });
    await openDrops();
    const { token } = await askToBeTold({ drop: slug, email: "gone@example.org" });
    await takeBackWish(token);
    await cancelDrop(owner, { dropId: id });
    await Promise.all([openDrops(), openDrops()]);
    await openDrops();
    expect(await subjectsTo(id, "early@example.org")).toEqual([
      "Test Bakery: Saturday’s forty begins soon",
      "Test Bakery: Saturday’s forty was called off",
    ]);
    expect(await subjectsTo(id, "late@example.org")).toEqual(["Test Bakery: Saturday’s forty was called off"]);
    expect(await subjectsTo(id, "gone@example.org")).toEqual([]);
  });

  test("tells whoever knows another beginning, once it stood for two minutes, and again as it begins", async () => {
    const loaf = await shelf();
    const id = await makeDrop(owner, typed([loaf.itemId]));
    const { slug } = await db().drop.findUniqueOrThrow({ where: { id } });
    await askToBeTold({ drop: slug, email: "maya@example.org" });
    const move = async (starts: string) => {
      const { version } = await db().drop.findUniqueOrThrow({ where: { id } });
      await changeDrop(owner, { ...typed([loaf.itemId], { starts }), dropId: id, version });
    };
    await move("2031-05-03T19:00");
    await openDrops();
    expect(await lettersAbout(id)).toEqual([]);
    await move("2031-05-03T09:00");
    await wait(3);
    await openDrops();
    expect(await lettersAbout(id)).toEqual([]);
    await move("2031-05-04T08:30");
    await wait(3);
    await openDrops();
    await openDrops();
    const [moved, ...others] = await lettersAbout(id);
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ subject: "Test Bakery: Saturday’s forty begins at another time", priority: -1 });
    expect(moved!.body).toContain("begins on Sunday 4 May at 08:30");
    await begin(id);
    expect(await subjectsTo(id, "maya@example.org")).toEqual([
      moved!.subject,
      "Test Bakery: Saturday’s forty has begun",
    ]);

    /** As if so many minutes had passed since it was moved. */
    async function wait(minutes: number): Promise<void> {
      const { movedAt } = await db().drop.findUniqueOrThrow({ where: { id } });
      await db().drop.update({ where: { id }, data: { movedAt: new Date(movedAt!.getTime() - minutes * minute) } });
    }
  });

  test("is heard of no more by whoever follows the link in a letter, from any browser; what was not sent yet is withdrawn", async () => {
    const { id, slug } = await soon(30 * minute);
    await db().drop.update({ where: { id }, data: { tellMinutes: 60, startsAt: new Date(Date.now() + 90 * minute) } });
    const wish = await askToBeTold({ drop: slug, email: "maya@example.org" });
    const other = await askToBeTold({ drop: slug, email: "noah@example.org" });
    await db().dropWish.updateMany({ where: { dropId: id }, data: { askedAt: new Date(Date.now() - 60 * minute) } });
    await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() + 30 * minute) } });
    await openDrops();
    const [mine, theirs] = await lettersAbout(id);
    for (const bytes of [mine!.body, mine!.html]) {
      expect(bytes).toContain(`/wishes/${wish.token}`);
      expect(bytes).not.toContain(other.token);
    }
    expect(maskSecrets(mine!.body)).not.toContain(wish.token);
    expect(await findWishOf(wish.token)).toMatchObject({ drop: "Saturday’s forty" });
    await takeBackWish(wish.token);
    expect(await findWishOf(wish.token)).toBeNull();
    expect(await claimDelivery(mine!.id)).toBeNull();
    expect(await db().delivery.findUniqueOrThrow({ where: { id: mine!.id } })).toMatchObject({ state: "withdrawn" });
    await cancelDrop(owner, { dropId: id });
    expect(await claimDelivery(theirs!.id)).toBeNull();
    await openDrops();
    const last = (await lettersAbout(id)).filter(({ subject }) => subject.endsWith("was called off"));
    expect(last).toMatchObject([{ address: "noah@example.org" }]);
    expect(await claimDelivery(last[0]!.id)).toMatchObject({ address: "noah@example.org" });
  });
});

test("an address is folded, and what is none is refused in words", () => {
  expect(wishInput.parse({ drop: "forty", email: " Maya@Example.ORG " }).email).toBe("maya@example.org");
  expect(wishInput.safeParse({ drop: "forty", email: "maya" }).error?.issues[0]?.message).toMatch(/email address/);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as live from "@/app/api/live/route";
import * as snapshot from "@/app/api/live/snapshot/route";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import type { LiveMessage } from "@/lib/live/rules";
import { liveHub } from "@/lib/live/shared";
import { acceptOrder } from "@/lib/orders/accept-order";
import { placeOrder } from "@/lib/orders/place-order";
import { addDays, dayOf } from "@/lib/time";
import { sessionCookie } from "@/lib/web/cookies";
import { sealSession } from "@/lib/web/session-token";
import { get, problemIn } from "@/tests/api/calling";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, fillCart, openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { askFor, Reader } from "./listening";

useDatabase();

let loaf: Stocked;
beforeAll(async () => {
  await openShop();
  loaf = await stock(9);
});
afterAll(() => liveHub().close());

const contact = {
  customer: { name: "A. Example", email: "a@example.org", phone: "" },
  notify: { email: true, text: false },
  note: "",
  expectedTotalMinor: undefined,
};
const place = async () =>
  placeOrder(customer, { key: { cartId: await fillCart([{ variantId: loaf.variantId, quantity: 1 }]) }, ...contact });

const ask = (topics: string, cookie = "") => {
  const request = get(`/api/live?topics=${topics}`);
  request.headers.set("cookie", cookie);
  return askFor(live.GET, request);
};
const open = async (topics: string, cookie = "") => new Reader((await ask(topics, cookie)).body!);

async function signIn(): Promise<{ sessionId: string; staffId: string; cookie: string }> {
  const [staffId, sessionId] = [newId("stf"), newId("ses")];
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db().staffMember.create({
    data: { id: staffId, name: "Robin", email: `${staffId}@example.org`, passwordHash: "none", role: "staff" },
  });
  await db().session.create({ data: { id: sessionId, staffId, expiresAt } });
  return { sessionId, staffId, cookie: `other=1; ${sessionCookie().name}=${await sealSession(sessionId)}` };
}

describe("the stream", () => {
  test("goes out uncompressed and is kept by nobody on the way", async () => {
    const { answer, body } = await ask(`stock:${tomorrow}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    await new Reader(body!).cancel();
  });

  test("says at once what an order took, and the order page when it moves", async () => {
    const stockPage = await open(`stock:${tomorrow}`);
    const { token, id } = await place();
    const sold = (message: LiveMessage) =>
      message.event === "stock" && message.data.levels.some((level) => level.available === 8);
    await stockPage.until(sold);
    const orderPage = await open(`order:${token}`);
    await orderPage.until((message) => message.event === "order" && message.data.status === "placed");
    await acceptOrder(counter, { orderId: id });
    const accepted = await orderPage.until((message) => message.event === "order" && message.data.revision === 2);
    expect(accepted.data).toMatchObject({ token, status: "accepted" });
    await Promise.all([stockPage.cancel(), orderPage.cancel()]);
  });

  test.each([
    "",
    "nonsense",
    "stock:tomorrow",
    "order:201",
    "deliveries",
    Array(9).fill("stock:2026-11-28").join(",x"),
  ])("the topics %j are refused", async (topics) => {
    expect(await problemIn((await ask(topics)).answer)).toMatchObject({ status: 422, errors: [{ path: "topics" }] });
  });
});

describe("days that nobody can order for", () => {
  const today = dayOf(new Date(), "UTC");
  const days = [-30, -4, 40, 9_999].map((away) => addDays(today, away));

  test.each(["stock", "slots"])("are refused to visitors as topics of %s, by both doors", async (kind) => {
    for (const day of days) {
      const topics = `ordering,${kind}:${day}`;
      const polled = await snapshot.GET(get(`/api/live/snapshot?topics=${topics}`), undefined);
      for (const answer of [(await ask(topics)).answer, polled])
        expect(await problemIn(answer), day).toMatchObject({ status: 422, errors: [{ path: "topics" }] });
    }
  });

  test("are followed by staff, whose pages show them", async () => {
    const { cookie } = await signIn();
    const stockPage = await open(`stock:${days[0]}`, cookie);
    expect((await stockPage.until((message) => message.event === "stock")).data).toMatchObject({ day: days[0] });
    await stockPage.cancel();
  });
});

test("whoever asks for the head alone gets it, and listens to nothing", async () => {
  const head = new Request(get(`/api/live?topics=stock:${tomorrow}`), { method: "HEAD" });
  const { answer, body } = await askFor(live.GET, head);
  expect([answer.status, body]).toEqual([200, undefined]);
  await expect.poll(() => liveHub().size).toBe(0);
});

describe("the board", () => {
  test("is for the staff alone", async () => {
    for (const cookie of ["", `${sessionCookie().name}=forged`, `${sessionCookie().name}=`])
      expect(await problemIn((await ask(`admin,stock:${tomorrow}`, cookie)).answer)).toMatchObject({ status: 401 });
    const polled = await snapshot.GET(get("/api/live/snapshot?topics=admin"), undefined);
    expect(await problemIn(polled)).toMatchObject({ status: 401 });
  });

  test("begins with the open orders and says each new one", async () => {
    const { cookie } = await signIn();
    const board = await open("admin", cookie);
    const first = await board.until((message) => message.event === "board");
    const { id, number } = await place();
    const said = await board.until(
      (message) => message.event === "board" && message.data.orders.some((order) => order.id === id),
    );
    expect(first.data).toMatchObject({ whole: true, trouble: 0 });
    expect(said.data).toMatchObject({
      whole: false,
      orders: [{ id, number, status: "placed", revision: 1, pickupDay: tomorrow, customerName: "A. Example" }],
    });
    await board.cancel();
  });

  test("ends for someone who was removed, before another order is said", async () => {
    const { cookie, staffId } = await signIn();
    const board = await open("admin", cookie);
    await board.until((message) => message.event === "board");
    const heard = board.heard.length;
    await db().staffMember.update({ where: { id: staffId }, data: { removedAt: new Date() } });
    await place();
    await board.end();
    expect(board.heard.slice(heard).filter((message) => message.event === "board")).toEqual([]);
    expect(await problemIn((await ask("admin", cookie)).answer)).toMatchObject({ status: 401 });
  });
});

test("a snapshot says what a stream says first", async () => {
  const topics = `stock:${tomorrow},order:${(await place()).token}`;
  const answer = await snapshot.GET(get(`/api/live/snapshot?topics=${topics}`), undefined);
  const { messages } = (await answer.json()) as { messages: LiveMessage[] };
  const reader = await open(topics);
  for (const message of messages) {
    const said = await reader.until((other) => other.event === message.event);
    expect(said).toEqual(message);
  }
  expect(messages.map(({ event }) => event).sort()).toEqual(["order", "stock"]);
  await reader.cancel();
});

import { describe, expect, test } from "vitest";
import { compare, type Memory, readMemory, seen, type Told } from "@/components/orders/news/news";

const minute = (past: number) => new Date(Date.parse("2026-11-21T10:00:00.000Z") + past * 60_000).toISOString();
const order = (id: string, past: number, change: Partial<Told> = {}): Told => ({
  ...{ id, status: "placed", channel: "web", placedAt: minute(past) },
  ...change,
});
const remembered = (...orders: Told[]): Memory => compare(null, orders).memory;
const newsOf = (memory: Memory | null, ...orders: Told[]) => compare(memory, orders).news.map(({ id }) => id);

describe("what is news", () => {
  test("a browser that opens the board for the first time announces nothing", () => {
    expect(newsOf(null, order("a", 0), order("b", 1))).toEqual([]);
  });

  test("an order that comes in is news once", () => {
    const before = remembered(order("a", 0));
    const { memory, news } = compare(before, [order("a", 0), order("b", 1)]);
    expect(news.map(({ id }) => id)).toEqual(["b"]);
    expect(newsOf(memory, order("a", 0), order("b", 1))).toEqual([]);
  });

  test("the first order of an empty board is news", () => {
    expect(newsOf(remembered(), order("a", 0))).toEqual(["a"]);
  });

  test("every order that came while the tablet slept for days is news, newest first", () => {
    const before = remembered(order("a", 0));
    expect(newsOf(before, order("b", 60), order("c", 2_000), order("d", 5_000))).toEqual(["d", "c", "b"]);
  });

  test("an order that another has accepted meanwhile is news too; one that is over is not", () => {
    const before = remembered(order("a", 0));
    const told = [
      order("b", 1, { status: "accepted" }),
      order("c", 2, { status: "cancelled" }),
      order("d", 3, { status: "completed" }),
    ];
    expect(newsOf(before, ...told)).toEqual(["b"]);
  });

  test("an order that was stored after a later one is news", () => {
    const before = remembered(order("a", 0), order("c", 0.02));
    expect(newsOf(before, order("a", 0), order("b", 0.01), order("c", 0.02))).toEqual(["b"]);
  });

  test("an old order that is opened again, or comes into sight as others leave, is no news", () => {
    const before = remembered(order("z", 500));
    expect(newsOf(before, order("z", 500), order("old", 0), order("older", -9_000))).toEqual([]);
  });

  test("what staff took themselves, at the counter or on the phone, is no news to them", () => {
    const before = remembered(order("a", 0));
    expect(
      newsOf(
        before,
        order("b", 1, { channel: "counter" }),
        order("c", 2, { channel: "phone" }),
        order("d", 3, { channel: "api" }),
      ),
    ).toEqual(["d"]);
  });

  test("a tab that lags behind makes nothing news again, and hides nothing", () => {
    const before = remembered(order("a", 0));
    const announced = compare(before, [order("a", 0), order("b", 1)]).memory;
    const lagging = compare(announced, [order("a", 0)]).memory;
    expect(lagging.unseen.map(({ id }) => id)).toEqual(["b"]);
    expect(newsOf(lagging, order("a", 0), order("b", 1))).toEqual([]);
  });

  test("what is remembered stays small, however many orders come", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => order(`o${String(index).padStart(5, "0")}`, index / 100));
    const { memory } = compare(remembered(), many);
    expect(memory.known.length).toBeLessThanOrEqual(500);
  });

  test("whatever comes in whatever parts, each order is news exactly once", () => {
    let memory = remembered();
    const announced: string[] = [];
    const all = Array.from({ length: 60 }, (_, index) => order(`o${index}`, index * 3 - (index % 4)));
    for (let upTo = 0; upTo <= all.length; upTo += 7) {
      const next = compare(memory, all.slice(0, upTo));
      announced.push(...next.news.map(({ id }) => id));
      memory = next.memory;
    }
    expect(announced).toHaveLength(56);
    expect(new Set(announced).size).toBe(56);
  });
});

describe("what nobody has looked at yet", () => {
  const came = compare(remembered(order("a", 0)), [order("a", 0), order("b", 1), order("c", 2)]).memory;
  const unseen = (memory: Memory) => memory.unseen.map(({ id }) => id);

  test("stays until it is moved on or looked at", () => {
    expect(unseen(came)).toEqual(["c", "b"]);
    const moved = compare(came, [order("a", 0), order("b", 1, { status: "accepted" }), order("c", 2)]).memory;
    expect(unseen(moved)).toEqual(["c"]);
    expect(unseen(compare(moved, [order("d", 3, { status: "completed" })]).memory)).toEqual([]);
    expect(unseen(seen(came))).toEqual([]);
  });

  test("in a shop that accepts by itself an order waits to be seen though it came in accepted", () => {
    const accepted = (past: number) => order("b", past, { status: "accepted" });
    const memory = compare(remembered(order("a", 0)), [accepted(1)]).memory;
    expect(unseen(compare(memory, [accepted(1)]).memory)).toEqual(["b"]);
    expect(unseen(compare(memory, [order("b", 1, { status: "ready" })]).memory)).toEqual([]);
  });
});

test("what was kept is read again; anything else is forgotten", () => {
  const memory = remembered(order("a", 0));
  expect(readMemory(JSON.stringify(memory))).toEqual(memory);
  for (const text of [null, "", "{", "7", "null", "[]", '{"newest":1}'])
    expect(readMemory(text), String(text)).toBeNull();
});

import { describe, expect, test } from "vitest";
import { knownWords } from "@/components/customers/customer-words";
import { stepsOf, timelineOf } from "@/components/orders/admin/timeline";
import { delivery, happened, orderView } from "@/tests/components/orders";

const placed = happened(0, { type: "order.placed", status: "placed", actor: { kind: "customer" } });
const accepted = happened(2, {});
const ready = happened(9, { type: "order.ready", status: "ready" });
const words = (...given: Parameters<typeof timelineOf>) => timelineOf(...given).map((entry) => entry.words);

describe("the timeline", () => {
  test("tells moves newest first, with who made them", () => {
    const entries = timelineOf(orderView({ status: "ready", events: [placed, accepted, ready] }), []);
    expect(entries.map((entry) => [entry.words, entry.by])).toEqual([
      ["Ready", "Robin Ashdown"],
      ["Accepted", "Robin Ashdown"],
      ["Placed on the web", "Jo Castellan"],
    ]);
  });

  test("a move that was taken back stays, struck out, with the undo above it", () => {
    const undone = { ...ready, undoneAt: ready.at };
    const undo = happened(10, { type: "order.changed", status: "accepted" });
    const entries = timelineOf(orderView({ status: "accepted", events: [placed, accepted, undone, undo] }), []);
    expect(entries.slice(0, 2).map((entry) => [entry.words, entry.undone])).toEqual([
      ["Undone: Accepted again", false],
      ["Ready", true],
    ]);
  });

  test("a paid tick, and its taking away, are told as that", () => {
    const paid = happened(3, { type: "order.changed", paid: true });
    const not = happened(4, { type: "order.changed", paid: false });
    expect(words(orderView({ events: [placed, accepted, paid, not] }), []).slice(0, 2)).toEqual([
      "Paid tick taken away",
      "Paid",
    ]);
  });

  test("the reason of a cancelled order stands beside it", () => {
    const cancelled = happened(5, { type: "order.cancelled", status: "cancelled" });
    const order = orderView({ status: "cancelled", cancelReason: "The oven broke", events: [placed, cancelled] });
    expect(words(order, [])[0]).toBe("Cancelled: The oven broke");
  });

  test("messages of one change that fared alike are one line", () => {
    const alike = [
      delivery({}),
      delivery({ id: "dlv_2", channel: "text" }),
      delivery({ id: "dlv_3", state: "dead", channel: "webhook" }),
    ];
    expect(words(orderView({ events: [placed] }), alike)).toEqual([
      "Accepted: email and text delivered",
      "Accepted: webhook did not arrive",
      "Placed on the web",
    ]);
  });
});

describe("what is known of a customer", () => {
  const placedAt = new Date("2026-11-21T10:12:00Z");
  const sums = {
    orders: 5,
    open: 1,
    completed: 4,
    cancelled: 0,
    notCollected: 0,
    totalMinor: 0,
    firstAt: null,
    lastAt: placedAt,
  };

  test("is how many orders there were, and whether they were collected", () => {
    expect(knownWords(sums, placedAt)).toBe("Fifth order, all collected");
    expect(knownWords({ ...sums, orders: 1, completed: 0 }, placedAt)).toBe("First order");
    expect(knownWords({ ...sums, orders: 12, completed: 9, cancelled: 2 }, placedAt)).toBe("12th order");
    expect([21, 22, 23, 111].map((orders) => knownWords({ ...sums, orders }, placedAt))).toEqual(
      ["21st", "22nd", "23rd", "111th"].map((nth) => `${nth} order`),
    );
    expect(knownWords({ ...sums, notCollected: 1 }, placedAt)).toBe("Fifth order, 1 not collected");
    expect(knownWords({ ...sums, lastAt: new Date() }, placedAt)).toMatch(/^One of 5 orders/);
  });
});

describe("the steps", () => {
  const steps = (...given: Parameters<typeof stepsOf>) =>
    stepsOf(...given).map((step) => [step.status, step.reached !== null, step.current]);

  test("show what was reached and where the order is", () => {
    expect(steps(orderView({ status: "accepted", events: [placed, accepted] }))).toEqual([
      ["placed", true, false],
      ["accepted", true, true],
      ["ready", false, false],
      ["completed", false, false],
    ]);
  });

  test("a move that was taken back is not reached", () => {
    const undone = { ...accepted, undoneAt: accepted.at };
    expect(steps(orderView({ status: "placed", events: [placed, undone] }))[1]).toEqual(["accepted", false, false]);
  });

  test("an order that ended early ends with how", () => {
    const cancelled = happened(5, { type: "order.cancelled", status: "cancelled" });
    expect(steps(orderView({ status: "cancelled", events: [placed, cancelled] }))).toEqual([
      ["placed", true, false],
      ["cancelled", true, true],
    ]);
  });
});

import { expect, test } from "vitest";
import type { Buyer } from "@/bench/rehearsal-buyers";
import { figuresOf, type Played, troublesOf } from "@/bench/rehearsal-report";

const buyer = (outcome: string, ms = 100, endedMs = 500): Buyer => ({
  outcome,
  answers: [{ outcome, ms, retryAfterSeconds: 0 }],
  endedMs,
});
const twice = (first: string, last: string): Buyer => ({
  ...buyer(last),
  answers: [...buyer(first).answers, ...buyer(last).answers],
});
const well = { units: 2, sold: 2, early: 0, oversold: 0, unexplained: 0 };
const played = (buyers: Buyer[], more: Partial<Played> = {}): Played => ({ ...well, buyers, ...more });

test("a machine will do if everything was sold once, in time, and everybody heard", () => {
  const rush = played([buyer("placed"), twice("not_yet", "placed"), twice("busy", "out_of_stock")]);
  expect(troublesOf(rush)).toEqual([]);
  expect(figuresOf(rush)).toMatchObject({
    answers: 5,
    outcomes: { placed: 2, out_of_stock: 1 },
    told: { placed: 2, not_yet: 1, busy: 1, out_of_stock: 1 },
    perSecond: 4,
  });
});

test("and will not, with what stands against it in words", () => {
  const buyers = [buyer("placed", 6_000), buyer("busy"), buyer("no answer", 100, 40_000)];
  expect(troublesOf(played(buyers, { sold: 1, early: 1, oversold: 3, unexplained: 2 }))).toEqual([
    "3 units were sold that are not there.",
    "2 levels do not agree with their ledger.",
    "1 orders are from before the drop began.",
    "1 of 2 units were sold.",
    "2 buyers came away without an order and without hearing that it is sold out.",
    "One answer in twenty took longer than 6000 ms.",
    "The slowest answer took 6000 ms.",
    "The last buyer was served after 40 s.",
  ]);
});

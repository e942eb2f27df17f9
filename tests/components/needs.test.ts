import { expect, test } from "vitest";
import { type Findings, needsOf, quietOf } from "@/components/today/needs-of";

const now = new Date("2026-11-21T10:42:00Z");
const calm: Findings = {
  now,
  place: { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21", currency: "GBP" },
  acceptWithin: 10,
  ordering: { open: true, closedMessage: "", pausedUntil: null, pausedMessage: "" },
  workerAlive: true,
  toAccept: { count: 0, oldest: null },
  missed: { count: 0, orders: [] },
  toPrint: 0,
  failing: [],
  trouble: { dead: 0, unknown: 0, unreached: 0 },
  unreached: [],
  stock: { day: "2026-11-21", levels: [] },
  lines: [],
  proof: { disagreeing: 0, at: now },
  backup: { takenAt: new Date("2026-11-20T10:00:00Z") },
};
const level = (name: string, available: number) => ({
  variantId: name,
  name,
  keeps: false,
  had: 16,
  available,
  held: 1,
  lowAt: 3,
});

const unreached: Findings["unreached"][number] = {
  ...{
    orderId: "ord_3",
    number: "1042",
    name: "Maya Lindqvist",
    channel: "email",
    address: "maya@example.org",
    at: now,
  },
  ...{ because: "no_mailbox", email: "maya@example.org", phone: "+447700900148" },
};

test("who is not reached is named with what is wrong and the number to call; of many, the board shows which", () => {
  const needs = (found: Findings["unreached"]) =>
    needsOf({ ...calm, unreached: found }).map(({ title, words, go }) => [title, words, go.href]);
  expect(needs([unreached])).toEqual([
    [
      "Maya Lindqvist is not reached",
      "1042: The email to maya@example.org did not arrive: no such mailbox. Call +447700900148.",
      "/admin/orders/ord_3",
    ],
  ]);
  const stopped = {
    ...unreached,
    orderId: "ord_4",
    because: "stopped",
    channel: "text",
    address: "+447700900148",
  } as const;
  expect(needs([stopped, unreached])).toEqual([
    [
      "2 customers are not reached",
      "1042: +447700900148 replied STOP. Call +447700900148.",
      "/admin/orders?only=trouble",
    ],
  ]);
});

test("a quiet shop asks for nobody, and says what was looked at", () => {
  expect(needsOf(calm)).toEqual([]);
  expect(quietOf(calm)).toBe(
    "Everything else is quiet: messages get through, the stock’s books agree, the last backup is 25 hours old.",
  );
});

test("the order that waits longest can be accepted where it is told of", () => {
  const placedAt = new Date("2026-11-21T10:31:00Z");
  const oldest = { id: "ord_1", number: "1049", name: "Jo", placedAt };
  expect(needsOf({ ...calm, toAccept: { count: 3, oldest } })).toMatchObject([
    {
      title: "3 orders to accept",
      words: "1049, Jo, has waited 11 min, over the limit of 10.",
      accept: { orderId: "ord_1", number: "1049" },
    },
  ]);
});

test("whatever is amiss leads to where it is settled, the most urgent first", () => {
  const needs = needsOf({
    ...calm,
    workerAlive: false,
    ordering: { ...calm.ordering, open: false },
    proof: { disagreeing: 2, at: now },
    failing: [{ name: "Kitchen screen", channel: "webhook", waiting: 4, since: now, next: null }],
    trouble: { dead: 2, unknown: 2, unreached: 1 },
    unreached: [unreached],
    missed: {
      count: 1,
      orders: [{ id: "ord_2", number: "1038", name: "Dev", day: "2026-11-20", phone: "", dueMinor: 1230 }],
    },
    toPrint: 2,
    stock: { day: "2026-11-21", levels: [level("Seeded rye", 1), level("Croissant", 0), level("Scone", 9)] },
    backup: { takenAt: null },
  });
  expect(needs.map(({ title, go }) => `${title} → ${go.href}`)).toEqual([
    "Nothing leaves the shop → /admin/deliveries",
    "The stock’s books disagree → /admin/stock/proof",
    "The shop is closed for orders → /admin/orders",
    "Kitchen screen is not answering → /admin/deliveries?state=waiting&channel=webhook",
    "Maya Lindqvist is not reached → /admin/orders/ord_3",
    "A message did not arrive → /admin/deliveries?state=dead",
    "2 messages may not have gone → /admin/deliveries?state=unknown",
    "1038 was not collected → /admin/orders/ord_2",
    "2 tickets to print → /admin/orders/print",
    "Seeded rye: 1 left today → /admin/stock?day=2026-11-21&receive=Seeded rye",
    "Croissant: sold out today → /admin/stock?day=2026-11-21&receive=Croissant",
    "There is no backup yet → /admin/settings/backup",
  ]);
  expect(needs.find(({ key }) => key === "missed")?.words).toBe("Dev, Fri 20 Nov, £12.30 to pay.");
});

test("orders past different days are all where the line leads", () => {
  const late = (id: string, day: string) => ({ id, number: id, name: "Dev", day, phone: "", dueMinor: 0 });
  const [need] = needsOf({
    ...calm,
    missed: { count: 2, orders: [late("1040", "2026-11-20"), late("1031", "2026-11-17")] },
  });
  expect(need).toMatchObject({
    title: "2 orders are past their day",
    words: "Latest: 1040, Dev, Fri 20 Nov.",
    go: { href: "/admin/orders/all?status=open&pickup_to=2026-11-20" },
  });
});

test("many scarce things are told in few lines", () => {
  const levels = ["A", "B", "C", "D", "E"].map((name) => level(name, 1));
  const titles = needsOf({ ...calm, stock: { day: "2026-11-24", levels } }).map(({ title }) => title);
  expect(titles).toEqual(["A: 1 left for Tue 24 Nov", "B: 1 left for Tue 24 Nov", "3 more are low or sold out"]);
});

test("backups are nobody’s concern who may not see them", () => {
  expect(needsOf({ ...calm, backup: null })).toEqual([]);
});

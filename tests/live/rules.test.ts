import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffMs, frameOf, laterReading, newerOrder, newerPlace, stateNow } from "@/lib/live/rules";
import { isFar, parseTopic, parseTopics, topicOf } from "@/lib/live/rules-of-topics";
import { daysAhead } from "@/lib/pickup/rules";
import { addDays, dayOf } from "@/lib/time";
import type { PlaceView } from "@/lib/waiting/queries";

test("an order's status never goes back to an older revision", () => {
  expect(newerOrder({ revision: 3 }, { revision: 2 })).toEqual({ revision: 3 });
  expect(newerOrder({ revision: 3 }, { revision: 4 })).toEqual({ revision: 4 });
});

test("of two readings of a cart the later counts, whichever is heard first", () => {
  const [before, after] = [
    { cartId: "crt_1", held: [], readAt: 1_000 },
    { cartId: "crt_1", held: [{ variantId: "var_1", day: null, units: 1 }], readAt: 1_000.5 },
  ];
  expect(laterReading(before!, after!)).toBe(after);
  expect(laterReading(after!, before!)).toBe(after);
});

describe("a place in line", () => {
  const place = (version: number, now = "2026-11-28T09:00:00.000Z") =>
    ({ token: "AAAAAAAAAAAAAAAAAAAAAA", version, now }) as PlaceView;

  test("is as it was heard, also where versions went back, as after a backup was restored", () => {
    const rendered = place(12);
    for (const heard of [place(13), place(12), place(8)])
      expect(stateNow(rendered, { state: heard, over: rendered }, newerPlace)).toBe(heard);
  });

  test("that was rendered anew since is as the newer says, of one version the one read later", () => {
    const [before, anew] = [place(11), place(12, "2026-11-28T10:00:00.000Z")];
    expect(stateNow(anew, { state: place(11, "2026-11-28T11:00:00.000Z"), over: before }, newerPlace)).toBe(anew);
    expect(stateNow(anew, { state: place(12), over: before }, newerPlace)).toBe(anew);
    for (const heard of [place(13), place(12, "2026-11-28T11:00:00.000Z")])
      expect(stateNow(anew, { state: heard, over: before }, newerPlace)).toBe(heard);
  });
});

test("what is heard of ordering counts on the page that hears it, whatever the clock of the process that says it", () => {
  const rendered = { open: true, closedMessage: "", pausedUntil: null, pausedMessage: "", readAt: 9_000 };
  const heard = { ...rendered, open: false, readAt: 2_000 };
  expect(stateNow(rendered, { state: heard, over: rendered }, laterReading)).toBe(heard);
  const anew = { ...rendered, readAt: 9_500 };
  expect(stateNow(anew, { state: heard, over: rendered }, laterReading)).toBe(anew);
});

describe("topics", () => {
  test("a day, an order's token and the board are topics", () => {
    expect(parseTopic("stock:2026-11-28")).toEqual({ kind: "stock", subject: "2026-11-28" });
    expect(parseTopic("order:AAAAAAAAAAAAAAAAAAAAAA")).toEqual({ kind: "order", subject: "AAAAAAAAAAAAAAAAAAAAAA" });
    expect(parseTopic("admin")).toEqual({ kind: "board", subject: "" });
  });

  test.each([
    "",
    "stock:",
    "stock:2026-02-30",
    "stock:2026-13-01",
    "stock:0000-01-01",
    "order:short",
    "order:../../admin",
    "admin ",
    "admin:",
    "stock:2026-11-28:",
    "\0",
  ])("%j is no topic", (text) => expect(parseTopic(text)).toBeNull());

  test("a message says which topic it is about, and one about the stream itself says none", () => {
    expect(topicOf({ event: "stock", data: { day: "2026-11-28", levels: [], whole: true } })).toBe("stock:2026-11-28");
    expect(topicOf({ event: "beat", data: {} })).toBeNull();
  });

  test("a day is near from yesterday to the last that can be ordered for, wherever the shop is", () => {
    const far = (at: string, day: string) => isFar(`stock:${day}`, new Date(at));
    const zones = ["Pacific/Kiritimati", "Europe/London", "Pacific/Pago_Pago"];
    for (const at of ["2026-11-28T00:00:00Z", "2026-11-28T23:59:59Z"])
      for (const zone of zones) {
        const today = dayOf(new Date(at), zone);
        expect(far(at, addDays(today, -1)), zone).toBe(false);
        expect(far(at, addDays(today, daysAhead - 1)), zone).toBe(false);
        expect([far(at, addDays(today, -4)), far(at, addDays(today, daysAhead + 2))]).toEqual([true, true]);
      }
    expect(isFar("slots:2026-01-01", new Date())).toBe(true);
    expect(isFar("ordering", new Date())).toBe(false);
  });

  test("a list of none, of too many, or with a wrong one is refused; a repeated one counts once", () => {
    expect(parseTopics(null)).toBeNull();
    expect(parseTopics("admin,nonsense")).toBeNull();
    expect(parseTopics([...Array(9).keys()].map((n) => `stock:2026-11-0${n + 1}`).join(","))).toBeNull();
    expect(parseTopics("admin,admin")).toEqual(["admin"]);
  });
});

test("waiting grows from about a second to at most a quarter of a minute, and differs from page to page", () => {
  expect(backoffMs(1, 0)).toBe(500);
  expect(backoffMs(1, 1)).toBe(1_000);
  expect(backoffMs(50, 1)).toBe(15_000);
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      expect(backoffMs(failures, chance)).toBeGreaterThanOrEqual(500);
    }),
  );
});

test("a message is one frame, whatever its text holds", () => {
  const message = {
    event: "order",
    data: { token: "a\n\nevent: board", number: "1", status: "placed", revision: 1 },
  } as const;
  expect(frameOf(message).split("\n").filter(Boolean)).toHaveLength(2);
});

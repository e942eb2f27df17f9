import { expect, test } from "vitest";
import {
  cursorWords,
  everyOrder,
  isNarrowed,
  orderFilterParams,
  readCursor,
  readOrderFilter,
} from "@/lib/orders/list-filter";

test("a filter says itself as an address, and is read from it again", () => {
  const filter = {
    find: "maya & co",
    pickupFrom: "2026-11-01",
    pickupTo: "2026-11-30",
    placedFrom: "2026-10-01",
    placedTo: null,
    status: "open",
    item: "itm_01J",
    channel: "web",
  } as const;
  expect(readOrderFilter(Object.fromEntries(orderFilterParams(filter)))).toEqual(filter);
  expect(isNarrowed(filter)).toBe(true);
});

test("what an address says wrongly is left out", () => {
  const said = { pickup_from: "2026-02-30", placed_to: "tomorrow", status: "lost", item: "it's", channel: "' OR 1=1" };
  expect(readOrderFilter(said)).toEqual(everyOrder);
  expect(isNarrowed(everyOrder)).toBe(false);
});

test("a cursor says itself and is read again; anything else is none", () => {
  const cursor = { after: "older", at: new Date("2026-11-21T10:12:00.123Z"), id: "ord_01J" } as const;
  expect(readCursor(cursorWords("older", { placedAt: cursor.at, id: cursor.id }))).toEqual(cursor);
  for (const text of [
    "",
    "older",
    "older.1.",
    "sideways.1.ord_1",
    "older.99999999999999999.x",
    "older.1.a'b",
    "newer.-5.ord_1",
    "older.999999999999999.ord_1",
  ])
    expect(readCursor(text), text).toBeNull();
});

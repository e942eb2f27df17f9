import { describe, expect, test } from "vitest";
import {
  type BoardFilter,
  boardAddress,
  countChips,
  itemsOn,
  narrow,
  readBoardFilter,
} from "@/components/orders/board/board-filter";
import { add, keep, mostSelected, nothingSelected, reachTo, toggle } from "@/components/orders/board/selection";
import { stacksOf } from "@/components/orders/board/stacks";
import { type TicketView, toTicket } from "@/components/orders/board/ticket-view";
import { boardOrder } from "@/tests/components/orders";

const place = { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21" };
const ticket = (change: Partial<TicketView>): TicketView => ({ ...toTicket(boardOrder(), place), ...change });
const line = (itemId: string, item: string, quantity = 1) => ({ id: itemId, itemId, item, variant: "", quantity });
const everything: BoardFilter = { day: null, column: null, item: null, only: null };

describe("the board's filter", () => {
  const tickets = [
    ticket({ id: "noted", note: "Sliced", owed: "", lines: [line("itm_rye", "Rye")] }),
    ticket({ id: "owed", owed: "£3.00", lines: [line("itm_bun", "Bun"), line("itm_rye", "Rye")] }),
    ticket({ id: "cancelled", owed: "£3.00", status: "cancelled", lines: [line("itm_bun", "Bun")] }),
    ticket({ id: "troubled", owed: "", trouble: true, status: "ready", lines: [line("itm_bun", "Bun", 6)] }),
  ];
  const ids = (change: Partial<BoardFilter>) => narrow(tickets, { ...everything, ...change }).map(({ id }) => id);

  test("leaves orders with a note, to pay, or with a message that failed; nobody owes for what was cancelled", () => {
    expect(ids({ only: "note" })).toEqual(["noted"]);
    expect(ids({ only: "owed" })).toEqual(["owed"]);
    expect(ids({ only: "trouble" })).toEqual(["troubled"]);
    expect(ids({ item: "itm_rye" })).toEqual(["noted", "owed"]);
    expect(ids({ item: "itm_bun", only: "trouble" })).toEqual(["troubled"]);
    expect(ids({ item: "itm_gone" })).toEqual([]);
  });

  test("says beside each chip how many it would leave, within the rest of the filter", () => {
    expect(countChips(tickets, everything)).toEqual({ note: 1, owed: 1, trouble: 1 });
    expect(countChips(tickets, { ...everything, item: "itm_bun" })).toEqual({ note: 0, owed: 1, trouble: 1 });
    expect(countChips(tickets, { ...everything, column: "ready" })).toEqual({ note: 0, owed: 0, trouble: 1 });
  });

  test("offers the items that are on the board, each once, by name", () => {
    expect(itemsOn(tickets)).toEqual([
      { id: "itm_bun", name: "Bun", count: 3 },
      { id: "itm_rye", name: "Rye", count: 2 },
    ]);
  });

  test("stands in the address, and is read from it again", () => {
    const filter = { day: "2026-11-21", column: "ready", item: "itm_rye", only: "note" } as const;
    const address = boardAddress(filter);
    expect(readBoardFilter(Object.fromEntries(new URL(address, "http://shop").searchParams))).toEqual(filter);
    expect(boardAddress(filter, { day: null, only: null })).toBe("/admin/orders?status=ready&item=itm_rye");
    expect(boardAddress(everything)).toBe("/admin/orders");
    expect(readBoardFilter({ day: "2026-02-30", status: "lost", item: "'", only: "all" })).toEqual(everything);
  });
});

describe("a long column", () => {
  const many = (count: number, change: Partial<TicketView>) =>
    Array.from({ length: count }, (_, number) =>
      ticket({ id: `${change.status}${number}`, number, lines: [line("itm_rye", "Rye", 2)], ...change }),
    );
  const accepted = [
    ...many(70, { status: "accepted", day: "2026-11-28" }),
    ...many(5, { status: "accepted", day: "2026-11-21" }).map((each) => ({ ...each, id: `early${each.number}` })),
  ];

  test("is cut, the next day first, and says how many it has and what all of them need", () => {
    const stack = stacksOf(accepted, null).find(({ name }) => name === "accepted")!;
    expect(stack.tickets).toHaveLength(60);
    expect(stack.tickets.slice(0, 5).every(({ day }) => day === "2026-11-21")).toBe(true);
    expect(stack.total).toBe(75);
    expect(stack.packing["2026-11-28"]).toEqual({ orders: 70, toPack: [{ item: "Rye", quantity: 140 }] });
  });

  test("is shown in full when it is asked for alone", () => {
    expect(stacksOf(accepted, "accepted").find(({ name }) => name === "accepted")?.tickets).toHaveLength(75);
  });
});

describe("choosing several tickets", () => {
  const order = ["a", "b", "c", "d", "e"];

  test("ticks one by one, and lets go again", () => {
    const two = toggle(toggle(nothingSelected, "a"), "c");
    expect(two.ids).toEqual(["a", "c"]);
    expect(toggle(two, "a").ids).toEqual(["c"]);
  });

  test("reaches from the one ticked last to another, either way", () => {
    expect(reachTo(toggle(nothingSelected, "b"), "d", order).ids).toEqual(["b", "c", "d"]);
    expect(reachTo(toggle(nothingSelected, "d"), "b", order).ids).toEqual(["d", "b", "c"]);
    expect(reachTo(nothingSelected, "b", order).ids).toEqual(["b"]);
    expect(reachTo(toggle(nothingSelected, "elsewhere"), "b", order).ids).toEqual(["elsewhere", "b"]);
  });

  test("holds no more than are moved at a time, and nothing that is gone", () => {
    const many = Array.from({ length: 150 }, (_, index) => `o${index}`);
    expect(add(nothingSelected, many).ids).toHaveLength(mostSelected);
    expect(keep(toggle(toggle(nothingSelected, "a"), "b"), new Set(["b"])).ids).toEqual(["b"]);
  });
});

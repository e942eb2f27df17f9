import { describe, expect, test } from "vitest";
import { ticketsIn } from "@/components/orders/board/columns";
import { byDay, stillToPack } from "@/components/orders/board/ticket-sums";
import { type TicketView, toPlaced, toTicket } from "@/components/orders/board/ticket-view";
import { boardOrder } from "@/tests/components/orders";

const place = { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21" };
const ticket = (change: Partial<TicketView>): TicketView => ({ ...toTicket(boardOrder(), place), ...change });

describe("a ticket", () => {
  test("tells what is owed in the order's own money, and nothing once paid", () => {
    expect(toTicket(boardOrder(), place).owed).toBe("£13.50");
    expect(toTicket({ ...boardOrder(), paidAt: "2026-11-21T10:00:00.000Z" }, place).owed).toBe("");
  });

  test("says today, another day, and a day that has passed", () => {
    const told = ["2026-11-21", "2026-11-24", "2026-11-20"].map((pickupDay) => {
      const { dayWords, dayHasPassed } = toTicket({ ...boardOrder(), pickupDay }, place);
      return [dayWords, dayHasPassed];
    });
    expect(told).toEqual([
      ["Today, Sat 21 Nov", false],
      ["Tue 24 Nov", false],
      ["Fri 20 Nov", true],
    ]);
  });
});

test("a ticket tells the time of its order, if that has one", () => {
  const slot = {
    ...{ id: "slt_1", startsAt: "2026-11-21T09:00:00.000Z", endsAt: "2026-11-21T11:00:00.000Z" },
    ...{ startsMinute: 540, endsMinute: 660 },
  };
  const at = Date.parse(slot.startsAt);
  expect(toTicket({ ...boardOrder(), slot }, place)).toMatchObject({ time: "9 am to 11 am", timeAt: at });
  expect(toTicket(boardOrder(), place)).toMatchObject({ time: "", timeAt: null });
  expect(toPlaced({ ...boardOrder(), slot }).words).toContain("Jo Castellan, Sat 21 Nov, 9 am to 11 am. 3 Country");
});

describe("the columns", () => {
  test("a new order joins the end of Placed, whatever its pickup day", () => {
    const late = ticket({ id: "late", number: 9, placedAt: 300, day: "2026-11-21" });
    const early = ticket({ id: "early", number: 2, placedAt: 100, day: "2026-11-28" });
    const middle = ticket({ id: "middle", number: 5, placedAt: 200, day: "2026-11-24" });
    expect(ticketsIn("placed", [late, early, middle]).map((each) => each.id)).toEqual(["early", "middle", "late"]);
  });

  test("what is to be packed and what is ready goes by day and time, then by number; what has no time comes last", () => {
    for (const status of ["accepted", "ready"] as const) {
      const at = (number: number, day: string, timeAt: number | null) => ticket({ status, number, day, timeAt });
      const tickets = [
        at(1, "2026-11-28", 50),
        at(2, "2026-11-21", null),
        at(3, "2026-11-21", 20),
        at(5, "2026-11-21", 10),
        at(4, "2026-11-21", 10),
      ];
      expect(ticketsIn(status, tickets).map(({ number }) => number)).toEqual([4, 5, 3, 2, 1]);
    }
  });

  test("what is over stands in Completed, newest first, also what was cancelled or not collected", () => {
    const over = (["completed", "cancelled", "not_collected"] as const).map((status, index) =>
      ticket({ id: status, status, movedAt: index }),
    );
    expect(ticketsIn("completed", over).map((each) => each.id)).toEqual(["not_collected", "cancelled", "completed"]);
  });

  test("what is still to pack is summed over tickets, most first", () => {
    const lines = (units: Record<string, number>) =>
      Object.entries(units).map(([item, quantity]) => ({ id: item, itemId: item, item, quantity, variant: "" }));
    const tickets = [ticket({ lines: lines({ Rye: 1, Bun: 6 }) }), ticket({ lines: lines({ Rye: 2, Apple: 3 }) })];
    expect(stillToPack(tickets)).toEqual([
      { item: "Bun", quantity: 6 },
      { item: "Apple", quantity: 3 },
      { item: "Rye", quantity: 3 },
    ]);
  });

  test("days follow each other, each with its own tickets", () => {
    const days = ["2026-11-28", "2026-11-21", "2026-11-28"].map((day, number) => ticket({ day, number }));
    expect(byDay(days).map((group) => [group.day, group.tickets.map((each) => each.number)])).toEqual([
      ["2026-11-21", [1]],
      ["2026-11-28", [0, 2]],
    ]);
  });
});

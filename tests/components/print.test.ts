import { expect, test } from "vitest";
import { lengthOf, sheetOf } from "@/components/print/paper";
import { printedMoment, reprintWords, roundsOf, sumLines, unitsIn } from "@/components/print/ticket-words";
import type { TicketLine } from "@/lib/orders/ticket-queries";

const place = { locale: "en-GB", timezone: "Europe/London", today: "2026-11-21" };

function line(itemName: string, variantId: string, quantity: number): TicketLine {
  return {
    ...{
      id: "",
      sku: "",
      itemId: "",
      itemSlug: "",
      variantName: variantId,
      photo: "",
      unitPriceMinor: 0,
      totalMinor: 0,
    },
    ...{ contains: "", mayContain: "", itemName, variantId, quantity },
  };
}

test("a printer in the United States holds Letter, one in Britain A4", () => {
  expect([sheetOf("US"), sheetOf("CA"), sheetOf("GB"), sheetOf("DE")]).toEqual(["letter", "letter", "A4", "A4"]);
});

test("the roll is cut a little below what stands on it", () => {
  expect(lengthOf(96)).toBe(28);
});

test("the same variant is summed over all orders, items in the order of their names", () => {
  const sums = sumLines([
    { lines: [line("Rye", "900 g", 2), line("Bun", "one", 6)] },
    { lines: [line("Rye", "900 g", 1), line("Rye", "500 g", 1)] },
  ]);
  expect(sums.map(({ itemName, variantName, units }) => [itemName, variantName, units])).toEqual([
    ["Bun", "one", 6],
    ["Rye", "500 g", 1],
    ["Rye", "900 g", 3],
  ]);
  expect(unitsIn([line("Rye", "a", 2), line("Rye", "b", 3)])).toBe(5);
});

test("a first print says nothing at its head; a later one when and by whom, and whether the order changed", () => {
  const printedAt = new Date("2026-11-21T10:41:00Z");
  expect(reprintWords({ printedAt: null, printedBy: "", changedSince: false }, place)).toBeNull();
  expect(reprintWords({ printedAt, printedBy: "Mina", changedSince: false }, place)).toBe("REPRINT of 10:41, Mina");
  expect(reprintWords({ printedAt, printedBy: "Mina", changedSince: true }, place)).toBe("CHANGED since 10:41, Mina");
  expect(printedMoment(printedAt, { ...place, today: "2026-11-22" })).toBe("Sat 21 Nov, 10:41");
});

test("a pick list goes time by time, what has no time last; without times it is one list", () => {
  const at = (hour: number) => ({
    slot: {
      ...{ id: `slt_${hour}`, startsMinute: hour * 60, endsMinute: hour * 60 + 60 },
      ...{ startsAt: `2026-11-28T${hour}:00:00.000Z`, endsAt: `2026-11-28T${hour + 1}:00:00.000Z` },
    },
  });
  const tickets = [
    { id: "late", ...at(12) },
    { id: "none", slot: null },
    { id: "early", ...at(10) },
    { id: "early too", ...at(10) },
  ];
  const rounds = roundsOf(tickets, "en-GB").map(({ words, tickets: some }) => [words, some.map(({ id }) => id)]);
  expect(rounds).toEqual([
    ["10 am to 11 am", ["early", "early too"]],
    ["12 noon to 1 pm", ["late"]],
    ["No time", ["none"]],
  ]);
  expect(roundsOf([{ id: "none", slot: null }], "en-GB")).toMatchObject([{ words: "", tickets: [{ id: "none" }] }]);
});

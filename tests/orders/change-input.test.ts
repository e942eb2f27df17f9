import { describe, expect, test } from "vitest";
import { changeInput } from "@/lib/orders/change-input";
import { cancelInput } from "@/lib/orders/move-input";
import { changeWords, comparedFields, isEdit } from "@/lib/orders/words-of-change";
import { boardOrder } from "@/tests/components/orders";

const orderId = `ord_${"1".repeat(26)}`;
const [one, two] = [`lin_${"1".repeat(26)}`, `lin_${"2".repeat(26)}`];
const variantId = `var_${"1".repeat(26)}`;
const typed = {
  ...{ orderId, version: "3", day: "2026-11-28", name: " Jo  Castellan ", email: "jo@example.org" },
  ...{ phone: "07700 900142", tell: "both", note: "" },
};
const read = (change: object) => changeInput("GB").safeParse({ ...typed, about: "x", ...change });
const wrong = (change: object) => read(change).error?.issues.map((issue) => issue.path.join("."));

describe("the form of an edit", () => {
  test("is read by line and by variant, numbers as the country writes them", () => {
    const form = {
      [`quantity-${one}`]: "2",
      [`off-${one}`]: "on",
      [`quantity-${two}`]: "0",
      [`add-${variantId}`]: "1",
    };
    expect(read(form).data).toEqual({
      ...{ orderId, revision: 3, day: "2026-11-28", note: "" },
      lines: [
        { lineId: one, quantity: 2, writtenOff: true },
        { lineId: two, quantity: 0, writtenOff: false },
      ],
      added: [{ variantId, quantity: 1 }],
      contact: {
        customer: { name: "Jo  Castellan", email: "jo@example.org", phone: "+447700900142" },
        notify: { email: true, text: true },
      },
    });
  });

  test("needs an address for each way of telling, and none for not telling", () => {
    expect(wrong({ email: "", phone: "" })).toEqual(["email", "phone"]);
    expect(read({ email: "", phone: "", tell: "none" }).data?.contact?.notify).toEqual({ email: false, text: false });
    expect(wrong({ phone: "12", tell: "email" })).toEqual(["phone"]);
  });

  test("names each field that is wrong", () => {
    const form = { [`quantity-${one}`]: "1.5", [`quantity-${two}`]: "1000", name: "", day: "2026-13-01" };
    expect(wrong(form)?.sort()).toEqual(["day", "name", `quantity-${one}`, `quantity-${two}`]);
    expect(wrong({ "quantity-x": "1", "add-'": "1" })).toEqual(["quantity-x", "add-'"]);
    expect(wrong({ version: "" })).toEqual(["version"]);
  });
});

test("the form of cancelling names the lines that are written off", () => {
  const form = {
    orderId,
    reason: "Dropped",
    [`units-${one}`]: "written_off",
    [`units-${two}`]: "back",
    "units-x": "written_off",
  };
  expect(cancelInput.parse(form)).toEqual({ orderId, reason: "Dropped", writtenOff: [one] });
});

describe("what changed, in words", () => {
  const { movedAt: _, movedBy: __, ...after } = boardOrder();
  const line = { id: "lin_1", sku: "SRD-800", name: "Country sourdough", variant: "800 g", unit_price: 450 };

  test("is before → after, one plain line each", () => {
    const previous = {
      lines: [
        { ...line, quantity: 1, total: 450 },
        { ...line, id: "lin_9", quantity: 2, total: 900 },
      ],
      totals: { subtotal: 900, total: 900 },
      fulfilment: { day: "2026-11-20" },
      customer: { ...after.customer, email: "", name: "Joe" },
      notify: { email: true, text: false },
      note: "Sliced",
    };
    expect(changeWords(after, previous)).toEqual([
      "Country sourdough, 800 g: 1 → 3",
      "Removed: 2 × Country sourdough, 800 g",
      "Pickup: Fri 20 Nov → Sat 21 Nov",
      "Total: £9.00 → £13.50",
      "Name: Joe → Jo Castellan",
      "Email: none → jo@example.org",
      "Told: by email → by email and text",
      "Note taken away: “Sliced”",
    ]);
    expect(changeWords(after, { lines: [{ ...line, quantity: 0, total: 0 }] })).toEqual([
      "Added: 3 × Country sourdough, 800 g",
    ]);
  });

  test("is compared field by field for the log, of lines only those that changed", () => {
    const previous = {
      lines: [
        { ...line, quantity: 1, total: 450 },
        { ...line, id: "lin_9", quantity: 2, total: 900 },
      ],
      totals: { subtotal: 900, total: 900 },
      fulfilment: { day: "2026-11-20" },
    };
    const name = "Country sourdough, 800 g";
    expect(comparedFields({ before: previous, after: { ...after } })).toMatchObject({
      before: { lines: [{ name, quantity: 1 }, { quantity: 2 }], totalMinor: 900, pickupDay: "2026-11-20" },
      after: { lines: [{ name, quantity: 3 }, { quantity: 0 }], totalMinor: 1350, pickupDay: "2026-11-21" },
    });
    const move = { before: { status: "placed" }, after: { status: "accepted" } };
    expect(comparedFields(move)).toEqual(move);
  });

  test("a tick and a move taken back are no edits", () => {
    expect([null, {}, { status: "ready" }, { payment_status: "paid" }].map(isEdit)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isEdit({ note: null })).toBe(true);
  });
});

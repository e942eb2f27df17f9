import { describe, expect, test } from "vitest";
import { safeCell } from "@/lib/csv";
import { slack } from "@/lib/deliveries/channels/slack";
import { orderRow, rowHeadings } from "@/lib/deliveries/order-row";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { newShop } from "@/lib/settings/queries";
import { lineSnapshot, orderSnapshot } from "@/tests/deliveries/fixtures";

const formula = '=HYPERLINK("https://evil.example","Your order")';
const call = "<!channel> <https://evil.example|your order> <@U123> &lt;!here&gt;";

/** An order in which everything that people type says the same. */
function saying(words: string): OrderSnapshot {
  return orderSnapshot({
    customer: { name: words, email: words, phone: words },
    note: words,
    lines: [lineSnapshot({ itemName: words, variantName: words })],
    numberPrefix: "-",
  });
}

describe("a spreadsheet", () => {
  test.each([formula, "+44 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM(A1)"])(
    "takes %j for words in every cell",
    (words) => {
      const options = { timezone: "Europe/London", personal: true };
      const { cells } = orderRow(saying(words), options);
      expect(rowHeadings(options)).toEqual(expect.arrayContaining(["customer", "email", "phone", "note", "items"]));
      for (const cell of cells) if (typeof cell === "string") expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(cells).toContain(`'${words}`);
    },
  );

  test("finds an order again by what stands in its first cell, whatever its number begins with", () => {
    const { number, cells } = orderRow(saying("x"), { timezone: "Europe/London", personal: true });
    expect(number).toBe(cells[0]);
    expect(number).toMatch(/^'-\d+$/);
  });

  test("gets numbers as numbers, also those below nought", () => {
    expect(safeCell(-5)).toBe(-5);
  });
});

test("Slack calls nobody and links nowhere because of what somebody typed", async () => {
  const event = { id: "evt_1", type: "order.placed", at: new Date(), snapshot: saying(call), previous: null };
  const target = { id: "dst_1", name: "Slack", address: "hooks.slack.com", personal: true, settings: {} };
  const shop = { ...newShop, timezone: "Europe/London" } as never;
  const { body } = (await slack.prepare(event, target, { shop, days: { hours: [] } }))!;
  const { text, link_names: linked } = JSON.parse(body) as { text: string; link_names?: boolean };
  expect(text.match(/<[^>]*>/g)).toEqual([expect.stringMatching(/\/admin\/orders\/ord_\w+\|Open the order>$/)]);
  expect(text).toContain("&lt;!channel&gt;");
  expect(text).toContain("&amp;lt;!here");
  expect(linked).toBeUndefined();
});

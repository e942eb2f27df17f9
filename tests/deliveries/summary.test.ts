import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sendSummaries } from "@/lib/deliveries/send-summaries";
import { newId } from "@/lib/id";
import { getShop } from "@/lib/settings/queries";
import { dayOf, instantAt } from "@/lib/time";
import { planned } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, stock } from "@/tests/support/shop";

useDatabase();

test("a colleague gets the next day's sums once, at their hour, and nobody's name", async () => {
  await openShop();
  const data = {
    id: newId("dst"),
    kind: "colleague" as const,
    name: "Ada",
    address: "ada@example.org",
    sealedSecret: "",
  };
  await db().destination.create({ data: { ...data, settings: { when: "daily", at: 18 * 60 } } });
  const { id } = await buy(await stock(5));
  const order = await db().order.findUniqueOrThrow({ where: { id }, include: { lines: true } });
  const { timezone } = await getShop();
  const at = (minute: number) => instantAt(dayOf(new Date(), timezone), minute, timezone);
  expect(await sendSummaries(at(17 * 60))).toBe(0);
  const sent = await Promise.all([sendSummaries(at(18 * 60)), sendSummaries(at(18 * 60))]);
  expect(sent.sort()).toEqual([0, 1]);
  expect(await sendSummaries(at(19 * 60))).toBe(0);
  const event = await db().event.findFirstOrThrow({ where: { type: "destination.summary" } });
  const [mail] = await planned(event.id);
  expect(mail).toMatchObject({ channel: "email", address: "ada@example.org" });
  expect(mail!.subject).toContain("1 order for");
  expect(mail!.body).toContain(`${order.lines[0]!.quantity} × ${order.lines[0]!.itemName}`);
  expect(mail!.body).toContain(`Orders ${order.number}.`);
  expect(mail!.body).not.toContain(order.customerName);
});

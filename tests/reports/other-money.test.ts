import { beforeAll, expect, test } from "vitest";
import { findOtherMoney } from "@/lib/reports/other-money";
import { changeShop } from "@/lib/settings/change-shop";
import { getShop } from "@/lib/settings/queries";
import { past } from "@/tests/reports/orders";
import { useDatabase } from "@/tests/support/database";
import { openShop, owner } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

async function take(currency: string): Promise<void> {
  const { version } = await getShop();
  await changeShop(owner, { version, currency, currencyMeant: true });
}

test("sums that add another currency are known by it, and when it ended", async () => {
  await take("EUR");
  await take("GBP");
  expect(await findOtherMoney(), "nothing was ordered in EUR").toBeNull();
  await past({ at: "2026-03-02T10:00:00Z", totalMinor: 480 });
  await take("JPY");
  expect(await findOtherMoney()).toEqual({ until: expect.any(Date), currency: "GBP" });
  await take("KWD");
  expect(await findOtherMoney(), "nothing was ordered in JPY").toMatchObject({ currency: "GBP" });
});

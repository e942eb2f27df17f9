import { beforeAll, expect, test } from "vitest";
import { readMessages } from "@/lib/live/pictures";
import { laterReading } from "@/lib/live/rules";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { getShop } from "@/lib/settings/queries";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { useDatabase } from "@/tests/support/database";
import { openShop, owner } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

test("a page that read the shop before a pause does not take its reading for the later one, however long it draws", async () => {
  const shop = await getShop();
  await pauseOrdering(owner, { minutes: 15, message: "" });
  const [heard] = await readMessages(["ordering"]);
  await new Promise((drawn) => setTimeout(drawn, 5));
  const { ordering } = orderingOf(shop);
  expect(heard?.event === "ordering" && laterReading(ordering, heard.data)).toBe(heard?.data);
});

import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startLooking } from "@/jobs/look";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";
import { secret, until } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const told = (levelId: string) => db().event.count({ where: { type: "stock.sold_out", subjectId: levelId } });

test("a worker tells of stock by itself, after an announcement and without one", async () => {
  const [announced, silent] = [await stock(2), await stock(2)];
  const events = ["stock.sold_out"];
  await db().destination.create({
    data: { id: newId("dst"), name: "Till", address: "https://till.example", sealedSecret: seal(secret), events },
  });
  const lookout = startLooking();
  onTestFinished(lookout.stop);
  await until(() => db().toldLevel.count());
  await buy(announced, 2);
  lookout.stockChanged();
  await until(() => told(announced.levelId));
  await buy(silent, 2);
  await until(() => told(silent.levelId));
  expect([await told(announced.levelId), await told(silent.levelId)]).toEqual([1, 1]);
});

import { beforeAll, onTestFinished, test } from "vitest";
import type { LiveMessage } from "@/lib/live/rules";
import { leaveDatabase } from "@/scripts/prepare-database";
import { useDatabase } from "@/tests/support/database";
import { Relay } from "@/tests/support/relay";
import { openShop, stock, tomorrow } from "@/tests/support/shop";
import { hubWith } from "./listening";

useDatabase();
beforeAll(openShop);

const whole = (message: LiveMessage) => message.event === "stock" && message.data.whole;

test("a database that is silent is told as one that is away, and is asked again on another connection", async () => {
  await stock(5);
  const direct = process.env.DATABASE_URL!;
  const relay = new Relay(direct);
  await relay.mend();
  await leaveDatabase();
  process.env.DATABASE_URL = relay.url;
  const { hub, readers } = hubWith({ topics: [`stock:${tomorrow}`], address: "192.0.2.1" });
  onTestFinished(async () => {
    await relay.cut();
    await hub.close();
    await leaveDatabase();
    process.env.DATABASE_URL = direct;
  });
  const [page] = readers;
  await page!.until(whole);
  relay.silence();
  await page!.until((message) => message.event === "outage" && !message.data.over);
  page!.heard.length = 0;
  await page!.until((message) => message.event === "outage" && message.data.over);
  await page!.until(whole);
}, 60_000);

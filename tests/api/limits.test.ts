import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { openShop } from "@/tests/support/shop";
import { post, problemIn } from "./calling";

useDatabase();
beforeAll(openShop);

test("one address that places orders without end is told when to come back; another one is served", async () => {
  const headers = (address: string) => ({ headers: { "x-holdfast-address": address } });
  const answers = [];
  for (let i = 0; i < 250; i += 1) answers.push(await post({}, headers("198.51.100.7")));
  const last = answers.at(-1)!;
  expect(answers[0]!.status).toBe(422);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await problemIn(last)).toMatchObject({ status: 429, code: "too_many" });
  expect((await post({}, headers("198.51.100.8"))).status).toBe(422);
});

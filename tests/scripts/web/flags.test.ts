import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { webFlags } from "@/scripts/web/flags";

test("the web process alone is run as `npm start` runs it", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { web: string } };
  expect(scripts.web).toBe(`exec node ${webFlags.join(" ")} --import tsx scripts/web.ts`);
});

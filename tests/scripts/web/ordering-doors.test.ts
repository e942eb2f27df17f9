import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { actionNames } from "@/scripts/start/build";
import { orderingActions } from "@/scripts/web/crowd";

/** The commands by which customers take units: whoever calls one from a page or the API is a door that orders. */
const commands = /from "@\/lib\/orders\/(place-order|add-cart-to-order|change-own-order)"/;

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(path.join(folder, name), "utf8") }));

test("every door by which customers order stands in line", () => {
  const doors = [...sources("app/(shop)"), ...sources("app/api")].filter(({ text }) => commands.test(text));
  const known = [...orderingActions.map(({ file }) => file), "app/api/v1/orders/route.ts"];
  expect(doors.map(({ file }) => file).sort()).toEqual(known.sort());
});

test.each(orderingActions)("$exported is there, says so in a crowd, and is worked on in hand", ({ file, exported }) => {
  const text = readFileSync(file, "utf8");
  const [, body = ""] = text.split(new RegExp(`^export (?:async function|const) ${exported}\\b`, "m"));
  const [own = ""] = body.split(/^export /m);
  expect(own).toContain("await refuseInCrowd();");
  expect(own).toContain("inHand(");
});

test("every door that keeps a cart is worked on in hand with the orders, whose locks it takes", () => {
  const doors = [...sources("app/(shop)"), ...sources("app/api")].filter(({ text }) => /\bholdCart\(/.test(text));
  expect(doors.map(({ file }) => file).sort()).toEqual([
    "app/(shop)/checkout/keep-cart.ts",
    "app/api/checkout/hold/route.ts",
  ]);
  for (const { text } of doors) expect(text).toContain("inHand(() => holdCart(");
});

test("the names of actions are those of the build, of one file alone", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-build-"));
  vi.stubEnv("NEXT_DIST_DIR", folder);
  mkdirSync(path.join(folder, "server"));
  const node = {
    "60aa": { filename: "app/a.ts", exportedName: "place" },
    "60bb": { filename: "app/b.ts", exportedName: "place" },
    "60cc": { filename: "app/b.ts", exportedName: "leave" },
    "60dd": { filename: "app/c.ts", exportedName: "add" },
  };
  writeFileSync(path.join(folder, "server", "server-reference-manifest.json"), JSON.stringify({ node }));
  const asked = [
    { file: "app/b.ts", exported: "place" },
    { file: "app/c.ts", exported: "add" },
    { file: "app/a.ts", exported: "gone" },
  ];
  expect(actionNames(asked)).toEqual(new Set(["60bb", "60dd"]));
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

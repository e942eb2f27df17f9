import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createOwner } from "@/lib/staff/create-owner";
import { verifyPassword } from "@/lib/staff/passwords";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const owner = { email: "owner@example.org", name: "Owner", password: "the first password" };
let dataFolder: string;

beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), "holdfast-console-"));
  await seedDemo();
  await createOwner(owner);
});

afterAll(() => rmSync(dataFolder, { recursive: true }));

/** Runs a script on this test's database, as somebody would who types this. */
async function run(script: string, typed: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`], {
    env: { ...process.env, DATA_DIR: dataFolder },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(typed);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said: said.join("") };
}

describe("npm run owner", () => {
  test("makes a new password, shows it, and nothing else opens the door", async () => {
    const { code, said } = await run("owner", "");
    expect(code).toBe(0);
    const [, password] = /^owner@example\.org signs in with (\S+) from now on\./.exec(said)!;
    const { passwordHash } = await db().staffMember.findFirstOrThrow({ select: { passwordHash: true } });
    expect(await verifyPassword(passwordHash, password!)).toBe(true);
    expect(await verifyPassword(passwordHash, owner.password)).toBe(false);
  });
});

describe("npm run fresh", () => {
  test.each(["", "yes\n", "EMPTY\n"])("changes nothing unless the word is typed (%j)", async (typed) => {
    const { code, said } = await run("fresh", typed);
    expect(code).toBe(1);
    expect(said).toContain("Nothing was changed.");
    expect(await db().item.count()).toBeGreaterThan(0);
  });

  test("takes the demo out, keeps who may sign in, and the demo never comes back", async () => {
    const { code } = await run("fresh", "empty\n");
    expect(code).toBe(0);
    await seedDemo();
    expect(await db().item.count()).toBe(0);
    expect(await db().stockEntry.count()).toBe(0);
    expect(await db().shop.findMany({ select: { name: true, tagline: true } })).toEqual([
      { name: "Your shop", tagline: "" },
    ]);
    expect(await db().staffMember.count()).toBe(1);
    expect(await db().mark.findMany({ select: { name: true } })).toEqual([{ name: "emptied" }]);
  });
});

import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { ensureFirstDestination } from "@/lib/deliveries/ensure-first-destination";
import { unseal } from "@/lib/secrets";
import { secret } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const names = ["EXPORT_WEBHOOK_URL", "EXPORT_WEBHOOK_SECRET", "ORDER_VIEWER_URL", "ORDER_VIEWER_SECRET"];

beforeEach(async () => {
  for (const name of names) delete process.env[name];
  await db().destination.deleteMany();
});

const active = () => db().destination.findMany({ where: { disabledAt: null } });

test("in the demo it is the order viewer, its secret sealed", async () => {
  Object.assign(process.env, { ORDER_VIEWER_URL: "http://127.0.0.1:3001/", ORDER_VIEWER_SECRET: secret });
  await ensureFirstDestination();
  await ensureFirstDestination();
  const [viewer, ...others] = await active();
  expect(others).toEqual([]);
  expect(viewer).toMatchObject({ name: "Order viewer", address: "http://127.0.0.1:3001/" });
  expect(viewer!.sealedSecret).not.toContain(secret.slice(6));
  expect(unseal(viewer!.sealedSecret)).toBe(secret);
});

test("a destination of the owner's takes the viewer's place, and the viewer comes back when it is no longer named", async () => {
  Object.assign(process.env, { ORDER_VIEWER_URL: "http://127.0.0.1:3001/", ORDER_VIEWER_SECRET: secret });
  await ensureFirstDestination();
  Object.assign(process.env, { EXPORT_WEBHOOK_URL: "https://kitchen.example/in", EXPORT_WEBHOOK_SECRET: secret });
  await ensureFirstDestination();
  expect((await active()).map(({ address }) => address)).toEqual(["https://kitchen.example/in"]);
  delete process.env.EXPORT_WEBHOOK_URL;
  await ensureFirstDestination();
  expect((await active()).map(({ name }) => name)).toEqual(["Order viewer"]);
});

test("a changed address takes effect; one that answered 410 stays off until then", async () => {
  Object.assign(process.env, { EXPORT_WEBHOOK_URL: "https://kitchen.example/in", EXPORT_WEBHOOK_SECRET: secret });
  await ensureFirstDestination();
  await db().destination.updateMany({ data: { disabledAt: new Date(), disabledReason: "It answered 410." } });
  await ensureFirstDestination();
  expect(await active()).toEqual([]);
  process.env.EXPORT_WEBHOOK_URL = "https://kitchen.example/new";
  await ensureFirstDestination();
  expect((await active()).map(({ address }) => address)).toEqual(["https://kitchen.example/new"]);
});

test("without a secret of the owner's one is made, and kept", async () => {
  process.env.EXPORT_WEBHOOK_URL = "https://kitchen.example/in";
  await ensureFirstDestination();
  const [first] = await active();
  await ensureFirstDestination();
  const [again] = await active();
  expect(unseal(again!.sealedSecret)).toBe(unseal(first!.sealedSecret));
  expect(unseal(again!.sealedSecret)).toMatch(/^whsec_/);
});

test("with neither there is none", async () => {
  await ensureFirstDestination();
  expect(await active()).toEqual([]);
});

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { TOTP } from "otpauth";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { secretLost } from "@/lib/deliveries/open-destination";
import { resumeDestination } from "@/lib/deliveries/resume-destination";
import { resumeReadable } from "@/lib/deliveries/resume-readable";
import { keyIds, seal, tryUnseal, unseal } from "@/lib/secrets";
import { listOthers, resealSecrets, sealedPlaces } from "@/lib/settings/reseal-secrets";
import { codeInput } from "@/lib/staff/input";
import { invite } from "@/lib/staff/invite";
import { linkToken } from "@/lib/staff/links";
import { findNewFactor } from "@/lib/staff/new-factor";
import { proveSecondFactor } from "@/lib/staff/prove-second-factor";
import { renewCodes } from "@/lib/staff/recovery-codes";
import { turnOnSecondFactor } from "@/lib/staff/turn-on-second-factor";
import { addDestination, orderEvent, secret, until } from "@/tests/deliveries/fixtures";
import { receiver } from "@/tests/deliveries/places";
import { browser, codeOf, enter, join, nobody } from "@/tests/staff/people";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const here = process.env.SECRETS_KEY!;
const [formerKey, newKey, foreignKey] = [1, 2, 3].map(() => randomBytes(32).toString("base64")) as [
  string,
  string,
  string,
];
const totp = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-keys-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE events, orders, deliveries, destinations CASCADE`;
  await db().$executeRaw`DELETE FROM pgboss.job`;
  await nobody();
});

/** Somebody with a second factor, another in the making, an invite on its way, and a destination in the midst of a rotation: all sealed with a key. */
async function sealedWith(key: string, address = "https://kitchen.example") {
  const ada = await join("ada", "owner");
  const factor = { sealedTotp: seal(totp, [key]), sealedNewTotp: seal(totp, [key]), totpSince: new Date() };
  await db().staffMember.update({ where: { id: ada.id }, data: factor });
  await invite(ada, { email: "cleo@example.org", role: "staff" });
  const link = await db().staffLink.findFirstOrThrow({ orderBy: { id: "desc" } });
  await db().staffLink.update({
    where: { id: link.id },
    data: { sealedToken: seal(unseal(link.sealedToken), [key]) },
  });
  const destination = await addDestination(address);
  await db().destination.update({
    where: { id: destination },
    data: {
      sealedSecret: seal(secret, [key]),
      formerSecret: seal("whsec_former", [key]),
      formerUntil: new Date(Date.now() + 3_600_000),
    },
  });
  return { ada, link: link.id, destination };
}

/** Every sealed text of the database, wherever it stands. */
async function everySealed(): Promise<string[]> {
  const columns = await db().$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await db().$queryRawUnsafe<{ sealed: string }[]>(
      `SELECT "${column}" AS sealed FROM "${table}" WHERE "${column}" ~ '^s1[.][0-9a-f]{8}[.]'`,
    );
    found.push(...rows.map(({ sealed }) => sealed));
  }
  return found;
}
const opened = async (key: string) => (await everySealed()).filter((one) => tryUnseal(one, [key]) !== null).length;

describe("sealing anew", () => {
  test("moves every sealed text of the database to the first key, and no other content", async () => {
    await sealedWith(formerKey);
    expect(await opened(formerKey)).toBe(5);
    expect(await resealSecrets([newKey, formerKey])).toBe(5);
    expect(await opened(newKey)).toBe(5);
    expect(await opened(formerKey)).toBe(0);
    const { sealedSecret, formerSecret } = await db().destination.findFirstOrThrow();
    expect([sealedSecret, formerSecret].map((one) => unseal(one, [newKey]))).toEqual([secret, "whsec_former"]);
    expect(await listOthers([newKey])).toEqual([]);
  });

  test("knows every column that holds such a text", async () => {
    const columns = await db().$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
       WHERE table_schema = 'public' AND (column_name LIKE 'sealed%' OR column_name = 'former_secret')`;
    const known = sealedPlaces.map(({ table, column }) => ({ table, column }));
    expect(columns).toHaveLength(known.length);
    expect(columns).toEqual(expect.arrayContaining(known));
  });

  test("changes nothing the second time, nor where there is one key", async () => {
    await sealedWith(formerKey);
    await resealSecrets([newKey, formerKey]);
    const before = await everySealed();
    expect(await resealSecrets([newKey, formerKey])).toBe(0);
    expect(await resealSecrets([newKey])).toBe(0);
    expect(await everySealed()).toEqual(before);
  });

  test("by many workers at once leaves each text whole", async () => {
    await sealedWith(formerKey);
    await Promise.all(Array.from({ length: 6 }, () => resealSecrets([newKey, formerKey])));
    expect(await opened(newKey)).toBe(5);
  });

  test("leaves what no key opens as it is, and says of what it is and by which key", async () => {
    await sealedWith(foreignKey);
    const before = await everySealed();
    expect(await resealSecrets([newKey, formerKey])).toBe(0);
    expect(await everySealed()).toEqual(before);
    expect(await listOthers([newKey, formerKey])).toEqual(
      [["secrets of destinations", 2] as const, ["second factors", 2] as const, ["links in mails", 1] as const].map(
        ([words, count]) => ({ words, count, keys: keyIds([foreignKey]) }),
      ),
    );
  });
});

/** A process of the shop on this test's database, with these keys, and all that it said once it ended. */
function start(script: string, keys: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      SECRETS_KEY: keys.join(","),
      PRIVATE_DESTINATIONS: "127.0.0.1",
      LOG_LEVEL: "trace",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = Promise.all([text(child.stdout), text(child.stderr)]).then((parts) => parts.join(""));
  return { child, said };
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null ? new Promise((done) => child.once("exit", done)) : Promise.resolve(child.exitCode);
}

async function keys(given: readonly string[]): Promise<{ code: number | null; said: string }> {
  const { child, said } = start("keys", given);
  return { code: await ended(child), said: await said };
}

test("a shop moves from one key to another: sealed with A, started with B and A, then with B alone", async () => {
  const place = await receiver();
  const { destination, ada } = await sealedWith(formerKey, place.url);
  const [former, fresh] = keyIds([formerKey, newKey]);
  expect(await keys([newKey, formerKey])).toMatchObject({
    code: 2,
    said: expect.stringContaining("Start the shop again"),
  });

  const both = start("worker", [newKey, formerKey]);
  await until(async () => (await opened(newKey)) === 5, 60_000);
  both.child.kill("SIGTERM");
  await ended(both.child);
  const { code, said } = await keys([newKey, formerKey]);
  expect(code).toBe(0);
  expect(said).toContain(`Every secret is sealed with ${fresh}. Take ${former} out of SECRETS_KEY`);

  const { eventId } = await orderEvent();
  const alone = start("worker", [newKey]);
  await until(() => place.received.length > 0, 60_000);
  alone.child.kill("SIGTERM");
  await ended(alone.child);
  const { headers, body } = place.received[0]!;
  new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(await db().delivery.count({ where: { eventId, destinationId: destination } })).toBe(1);
  expect(await db().destination.findUniqueOrThrow({ where: { id: destination } })).toMatchObject({ pausedAt: null });
  expect(await db().staffMember.findUniqueOrThrow({ where: { id: ada.id } })).toMatchObject({
    sealedTotp: expect.stringMatching(`^s1.${fresh}.`),
  });
  const log = (await both.said) + (await alone.said);
  expect(log).toContain("sealed anew");
  for (const hidden of [formerKey, newKey, secret, secret.slice(6), totp]) expect(log).not.toContain(hidden);
}, 180_000);

test("npm run keys tells of a key that is missing, and of one key how to change it", async () => {
  expect(await keys([newKey])).toMatchObject({
    code: 0,
    said: expect.stringContaining("put a new key and a comma before it"),
  });
  await sealedWith(foreignKey);
  const { code, said } = await keys([newKey]);
  expect(code).toBe(2);
  expect(said).toContain(`No key here opens those of ${keyIds([foreignKey])[0]}`);
});

describe("with a wrong key", () => {
  test("a destination is paused until its secret is entered again, or its key is back", async () => {
    const { destination, ada } = await sealedWith(foreignKey);
    await drainDestination(destination, new AbortController().signal);
    const paused = () => db().destination.findUniqueOrThrow({ where: { id: destination } });
    expect(await paused()).toMatchObject({ pausedAt: expect.any(Date), pausedReason: secretLost });
    expect(await codeOf(resumeDestination(ada, { destinationId: destination }))).toBe("secret_lost");
    expect(await resumeReadable()).toBe(0);
    await resealSecrets([here, foreignKey]);
    expect(await resumeReadable()).toBe(1);
    expect(await paused()).toMatchObject({ pausedAt: null, pausedReason: "" });
  });

  test("one that a person paused stays paused when its key is back", async () => {
    const { destination } = await sealedWith(here);
    await db().destination.update({ where: { id: destination }, data: { pausedAt: new Date() } });
    expect(await resumeReadable()).toBe(0);
  });

  test("a second factor's codes are refused in words, and a recovery code opens the door", async () => {
    const { ada } = await sealedWith(foreignKey);
    const [recovery] = await inTransaction((tx) => renewCodes(tx, ada.id));
    const waiting = await enter("ada");
    const code = new TOTP({ secret: totp }).generate();
    expect(await codeOf(proveSecondFactor({ sessionId: waiting.id, code }, browser))).toBe("factor_unreadable");
    const recovered = { sessionId: waiting.id, ...codeInput.parse({ code: recovery }) };
    expect((await proveSecondFactor(recovered, browser)).id).not.toBe(waiting.id);
    const { sealedNewTotp } = await db().staffMember.findUniqueOrThrow({ where: { id: ada.id } });
    expect(sealedNewTotp).not.toBeNull();
    expect(await findNewFactor(ada.id)).toBeNull();
    expect(await codeOf(turnOnSecondFactor(ada, { code }, browser))).toBe("not_set_up");
  });

  test("a mail with a link has none to carry", async () => {
    const { link } = await sealedWith(foreignKey);
    expect(await linkToken(link)).toBeNull();
  });
});

import pg from "pg";
import { run, untilItAnswers } from "@/e2e/support/process";
import type { StaffActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import type { Role } from "@/lib/permission";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { hashPassword } from "@/lib/staff/passwords";
import { shopCookie } from "@/lib/web/cookies";
import { sealSession } from "@/lib/web/session-token";
import { freePort } from "@/scripts/postgres/cluster";
import { openShop, type Stocked, stock } from "@/tests/support/shop";
import { type Changes, changesSoFar, settledChanges, watchChanges } from "@/tests/walk/changes";

/** Who knocks: each role; nobody; and somebody whose password was right but whose second factor is still to come. */
export type Knocker = Role | "nobody" | "half-way";

/** A shop with its staff, and the web process that serves it. */
export type World = {
  url: string;
  loaf: Stocked;
  jam: Stocked;
  staff: Record<Role, StaffActor>;
  /** The cookie header of a fresh session. */
  cookieOf(who: Knocker): Promise<string>;
  /** How often each table was changed so far. */
  changes(): Promise<Changes>;
  settled(): Promise<Changes>;
  /** Puts the staff back to how they were. */
  restoreStaff(): Promise<void>;
  output(): string;
  close(): Promise<void>;
};

export const password = "a good password";
const names: Record<Role, string> = { owner: "Olive", manager: "Max", staff: "Robin" };

/** Opens a small shop in this file's own database, and its web process. */
export async function openWorld(): Promise<World> {
  await openShop();
  const staff = await hire();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const web = run("scripts/web.ts", webSettings(port, url));
  await untilItAnswers(`${url}/api/health`, web);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await watchChanges(client);
  const passwordHash = await hashPassword(password);
  return {
    url,
    loaf: await stock(5_000),
    jam: await stock(5_000, { keeps: true }),
    staff,
    cookieOf: (who) => cookieOf(who, staff, url),
    changes: () => changesSoFar(client),
    settled: () => settledChanges(client),
    restoreStaff: () => restoreStaff(staff, passwordHash),
    output: web.output,
    close: async () => {
      await web.stop();
      await client.end();
    },
  };
}

async function hire(): Promise<Record<Role, StaffActor>> {
  const hired: StaffActor[] = [];
  for (const role of ["owner", "manager", "staff"] as const) {
    const name = names[role];
    const id = await addStaffMember({ kind: "system", name: "walk" }, { name, email: emailOf(role), role, password });
    hired.push({ kind: "staff", id, name, role });
  }
  return Object.fromEntries(hired.map((one) => [one.role, one])) as Record<Role, StaffActor>;
}

const emailOf = (role: Role) => `${names[role].toLowerCase()}@example.org`;

/** A mail server is named, so that what is sent by mail is planned; nobody is there to send it. */
function webSettings(port: number, url: string): Record<string, string> {
  const { DATABASE_URL = "", AUTH_SECRET = "", SECRETS_KEY = "" } = process.env;
  const mail = { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "shop@example.org" };
  const rest = { PORT: String(port), HOST: "127.0.0.1", APP_URL: url, RATE_LIMITS: "off", LOG_LEVEL: "error" };
  return { DATABASE_URL, AUTH_SECRET, SECRETS_KEY, DATA_DIR: "data/walk", ...mail, ...rest };
}

async function cookieOf(who: Knocker, staff: Record<Role, StaffActor>, url: string): Promise<string> {
  if (who === "nobody") return "";
  const id = newId("ses");
  const staffId = who === "half-way" ? await someoneHalfWay() : staff[who].id;
  await db().session.create({ data: { id, staffId, expiresAt: new Date(Date.now() + 3_600_000) } });
  return `${shopCookie("session", url).name}=${await sealSession(id)}`;
}

/** An owner with a second factor, so that only the missing code can be what stops them. */
async function someoneHalfWay(): Promise<string> {
  const id = "stf_halfway";
  const person = {
    email: "half@example.org",
    name: "Half",
    role: "owner",
    passwordHash: "x",
    sealedTotp: "s1.x",
  } as const;
  await db().staffMember.upsert({ where: { id }, create: { id, ...person }, update: person, select: { id: true } });
  return id;
}

async function restoreStaff(staff: Record<Role, StaffActor>, passwordHash: string): Promise<void> {
  const factor = { sealedTotp: null, sealedNewTotp: null, totpLastStep: null, totpSince: null };
  for (const { id, role, name } of Object.values(staff)) {
    const as = { role, name, email: emailOf(role), passwordHash, removedAt: null, ...factor };
    await db().staffMember.update({ where: { id }, data: as, select: { id: true } });
  }
}

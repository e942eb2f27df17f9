import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "@/e2e/support/database";
import { type Mailbox, openMailbox } from "@/e2e/support/mailbox";
import { run, untilItAnswers } from "@/e2e/support/process";
import { openTextGateway, type TextGateway } from "@/e2e/support/text-gateway";
import { freePort } from "@/scripts/postgres/cluster";
import { cloneFrom } from "@/scripts/postgres/databases";

/** A whole shop of its own: database, web, worker and order viewer, a mail server and a text gateway. */
export type Shop = {
  url: string;
  viewerUrl: string;
  /** The first day that can be ordered for: one long baguette, no croissant, three sourdough loaves, five cinnamon knots. */
  firstDay: string;
  database: Database;
  mailbox: Mailbox;
  gateway: TextGateway;
  /** Ends the web process as a crash would. */
  stopWeb(): Promise<void>;
  /** Starts it again, on the same port. */
  startWeb(): Promise<void>;
  /** Where folder destinations write. */
  exportFolder: string;
  output(): string;
  close(): Promise<void>;
};

type Outside = { mailbox: Mailbox; gateway: TextGateway };

/** Opens the demo shop on free loopback ports. Whoever opens it closes it. */
export async function openShop(): Promise<Shop> {
  const { E2E_DATABASE_SERVER: server = "", E2E_DATABASE_TEMPLATE: template = "" } = process.env;
  const clone = await cloneFrom(server, template);
  const database = await openDatabase(clone.url);
  const outside = { mailbox: await openMailbox(), gateway: await openTextGateway() };
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-e2e-"));
  const settings = await settingsFor(clone.url, folder, outside);
  const url = settings.APP_URL!;
  const viewer = run("examples/order-viewer/server.mjs", settings);
  const worker = run("scripts/worker.ts", settings);
  let web = run("scripts/web.ts", settings);
  await untilItAnswers(`${url}/api/ready`, web);
  const programs = () => [web, worker, viewer];
  return {
    url,
    viewerUrl: settings.ORDER_VIEWER_URL!,
    firstDay: await firstDayOf(database),
    database,
    ...outside,
    stopWeb: () => web.stop("SIGKILL"),
    startWeb: async () => {
      web = run("scripts/web.ts", settings);
      await untilItAnswers(`${url}/api/health`, web);
    },
    exportFolder: settings.EXPORT_FOLDER!,
    output: () =>
      programs()
        .map((program) => program.output())
        .join("\n"),
    close: async () => {
      await Promise.all(programs().map((program) => program.stop()));
      await Promise.all([outside.mailbox.close(), outside.gateway.close(), database.close()]);
      await clone.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstDayOf(database: Database): Promise<string> {
  const [level] = await database.ask<{ day: string }>(
    `SELECT l.day::text FROM stock_levels l JOIN variants v ON v.id = l.variant_id
      WHERE v.sku = 'BAG-320' AND l.on_hand = 1 ORDER BY l.day LIMIT 1`,
  );
  return level!.day;
}

async function settingsFor(
  databaseUrl: string,
  folder: string,
  { mailbox, gateway }: Outside,
): Promise<Record<string, string>> {
  const port = await freePort();
  const viewer = await freePort();
  return {
    PORT: String(port),
    HOST: "127.0.0.1",
    TRUSTED_PROXIES: "127.0.0.1",
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    AUTH_SECRET: randomBytes(32).toString("base64"),
    SECRETS_KEY: randomBytes(32).toString("base64"),
    SMTP_URL: mailbox.url,
    MAIL_FROM: "Fernhill Bakehouse <orders@fernhill.example>",
    TWILIO_ACCOUNT_SID: gateway.account.sid,
    TWILIO_AUTH_TOKEN: gateway.account.token,
    TWILIO_FROM: gateway.account.from,
    TWILIO_API_BASE: gateway.url,
    ORDER_VIEWER_PORT: String(viewer),
    ORDER_VIEWER_URL: `http://127.0.0.1:${viewer}/`,
    ORDER_VIEWER_SECRET: `whsec_${randomBytes(32).toString("base64")}`,
    EXPORT_FOLDER: path.join(folder, "exports"),
    PRIVATE_DESTINATIONS: "127.0.0.1",
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
  };
}

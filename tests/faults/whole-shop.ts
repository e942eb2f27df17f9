import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { onTestFinished } from "vitest";
import { db } from "@/lib/db/client";
import { type DestinationKind, exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import type { DeliveryChannel } from "@/lib/deliveries/status";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";
import { secret } from "@/tests/deliveries/fixtures";
import { mailServer, receiver } from "@/tests/deliveries/places";
import { sheetStandIn } from "@/tests/deliveries/sheet-stand-in";

export const channels = [
  "webhook",
  "slack",
  "sheet",
  "folder",
  "email",
  "text",
] as const satisfies readonly DeliveryChannel[];

type Key = string;

/** A place that a channel reaches. Each message there has a key, by which its receiver knows a copy. */
type Place = {
  keyOf(delivery: { id: string; body: string }): Key;
  /** The keys of what is there now, or of what arrived, in order. */
  arrived(): Key[];
  /** Whether a message may arrive twice, because a copy is known by its key and does no harm. */
  mayRepeat: boolean;
};

/** Says on which port a place is reached, given that on which it listens. */
export type Way = (channel: DeliveryChannel, port: number) => Promise<number> | number;

export type WholeShop = {
  /** What a worker needs to reach them. */
  settings: Record<string, string>;
  places: Record<(typeof channels)[number], Place>;
  /** Done whenever a place is asked, before it answers. */
  asked: Partial<Record<DeliveryChannel, () => void>>;
};

/** A shop with mail, texts and a destination of each kind, all on the loopback address. `way` may put something before a place. */
export async function openWholeShop(way: Way = (_, port) => port): Promise<WholeShop> {
  await db().destination.updateMany({ data: { removedAt: new Date() } });
  const asked: WholeShop["asked"] = {};
  const places = {
    ...{ webhook: await webhookPlace(asked, way), slack: await slackPlace(asked, way) },
    ...{ sheet: await sheetPlace(asked, way), folder: await folderPlace() },
    ...{ email: await emailPlace(asked, way), text: await textPlace(asked, way) },
  };
  const settings = Object.assign({}, ...Object.values(places).map(({ settings }) => settings));
  return { settings, places, asked };
}

type Asked = WholeShop["asked"];

async function webhookPlace(asked: Asked, way: Way) {
  const place = await receiver((response) => {
    asked.webhook?.();
    response.writeHead(204).end();
  });
  await connect("webhook", { address: `http://127.0.0.1:${await way("webhook", place.port)}/orders`, secret });
  const arrived = () => place.received.map(({ headers }) => String(headers["webhook-id"]));
  return { keyOf: byId, arrived, mayRepeat: true, settings: {} };
}

async function slackPlace(asked: Asked, way: Way) {
  const place = await receiver((response) => {
    asked.slack?.();
    response.writeHead(200).end("ok");
  });
  await connect("slack", {
    address: "hooks.slack.com",
    secret: `http://127.0.0.1:${await way("slack", place.port)}/hook`,
  });
  return { keyOf: byBody, arrived: () => place.received.map(({ body }) => body), mayRepeat: true, settings: {} };
}

async function sheetPlace(asked: Asked, way: Way) {
  const { state, rows, base, key } = await sheetStandIn();
  state.onCall = () => asked.sheet?.();
  await connect("sheet", {
    ...{ address: "https://docs.google.com/spreadsheets/d/x", secret: key },
    settings: { spreadsheetId: "sheet-of-the-faults-suite", tab: "Orders" },
  });
  const settings = { SHEETS_API_BASE: `http://127.0.0.1:${await way("sheet", Number(new URL(base).port))}` };
  return {
    keyOf: byNumber,
    arrived: () => rows.slice(1).map(([number]) => String(number)),
    mayRepeat: false,
    settings,
  };
}

async function folderPlace() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-faults-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await connect("folder", { address: "orders" });
  const within = path.join(folder, "orders");
  const read = (file: string) => parse(readFileSync(path.join(within, file)), { bom: true, from: 2 }) as string[][];
  const files = () => (existsSync(within) ? readdirSync(within).filter((file) => file.endsWith(".csv")) : []);
  const arrived = () => files().flatMap((file) => read(file).map(([number]) => number ?? ""));
  return { keyOf: byNumber, arrived, mayRepeat: false, settings: { EXPORT_FOLDER: folder } };
}

async function emailPlace(asked: Asked, way: Way) {
  const ids: string[] = [];
  const server = await mailServer({
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        ids.push(/^Message-ID: <(\w+)@/im.exec(Buffer.concat(chunks).toString())?.[1] ?? "");
        asked.email?.();
        done();
      });
    },
  });
  const url = `smtp://127.0.0.1:${await way("email", Number(new URL(server.url).port))}`;
  const settings = { SMTP_URL: url, MAIL_FROM: "orders@fernhill.example" };
  return { keyOf: byId, arrived: () => ids, mayRepeat: false, settings };
}

type Sent = { sid: string; to: string; body: string; status: string; date_created: string };

async function textPlace(asked: Asked, way: Way) {
  const sent: Sent[] = [];
  const place = await receiver((response, { url, body }) => {
    const give = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (url.includes("?")) return give(200, { messages: sent, page: 0, page_size: 50, next_page_uri: null });
    const form = new URLSearchParams(body);
    const message = { to: form.get("To") ?? "", body: form.get("Body") ?? "", status: "queued" };
    sent.push({ sid: `SM${sent.length + 1}`, date_created: new Date().toUTCString(), ...message });
    asked.text?.();
    return give(201, sent.at(-1));
  });
  const account = { TWILIO_ACCOUNT_SID: "AC0123456789", TWILIO_AUTH_TOKEN: "very secret", TWILIO_FROM: "+15005550006" };
  const settings = { ...account, TWILIO_API_BASE: `http://127.0.0.1:${await way("text", place.port)}` };
  return { keyOf: byBody, arrived: () => sent.map(({ body }) => body), mayRepeat: false, settings };
}

const byId = ({ id }: { id: string }) => id;
const byBody = ({ body }: { body: string }) => body;
/** A row is known by its order's number. */
const byNumber = ({ body }: { body: string }) => (JSON.parse(body) as { number: string }).number;

type Connecting = { address: string; secret?: string; settings?: object };

async function connect(kind: DestinationKind, { address, secret: kept, settings = {} }: Connecting): Promise<void> {
  const events = Object.keys(exportedEvents);
  const sealedSecret = kept ? seal(kept) : "";
  await db().destination.create({
    data: { id: newId("dst"), kind, name: kind, address, sealedSecret, settings, events, personal: true },
  });
}

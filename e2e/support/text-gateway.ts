import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

export type SentText = { sid: string; to: string; from: string; body: string };

/** A gateway that speaks as much of Twilio's REST API as sending and looking up a message takes. */
export type TextGateway = {
  url: string;
  account: { sid: string; token: string; from: string };
  textsTo(number: string): SentText[];
  /** Somebody answers a text: the gateway tells the shop, signed as Twilio signs. Returns the shop's status. */
  reply(shopUrl: string, number: string, words: string): Promise<number>;
  /** Tells the shop how far a text got. */
  tell(shopUrl: string, sid: string, status: string, code?: number): Promise<number>;
  close(): Promise<void>;
};

/** Starts a text gateway on a free loopback port. It takes only requests signed with its account's token. */
export async function openTextGateway(): Promise<TextGateway> {
  const account = {
    sid: `AC${randomBytes(16).toString("hex")}`,
    token: randomBytes(16).toString("hex"),
    from: "+441632960000",
  };
  const credentials = `Basic ${Buffer.from(`${account.sid}:${account.token}`).toString("base64")}`;
  const texts: SentText[] = [];
  const server = createServer(async (request, response) => {
    const allowed = request.headers.authorization === credentials && isMessages(request, account.sid);
    const answer = allowed
      ? await answerTo(request, texts)
      : { status: 401, body: { code: 20003, message: "Authenticate" } };
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    textsTo: (number) => texts.filter(({ to }) => to === number),
    reply: (shopUrl, number, words) =>
      post(`${shopUrl}/api/twilio/inbound`, account.token, {
        MessageSid: newSid(),
        From: number,
        To: account.from,
        Body: words,
      }),
    tell: (shopUrl, sid, status, code) =>
      post(`${shopUrl}/api/twilio/status`, account.token, {
        MessageSid: sid,
        MessageStatus: status,
        ErrorCode: String(code ?? ""),
      }),
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

async function post(url: string, token: string, fields: Record<string, string>): Promise<number> {
  const headers = { "X-Twilio-Signature": getExpectedTwilioSignature(token, url, fields) };
  return (await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) })).status;
}

const newSid = () => `SM${randomBytes(16).toString("hex")}`;

function isMessages(request: IncomingMessage, sid: string): boolean {
  return (request.url ?? "").startsWith(`/2010-04-01/Accounts/${sid}/Messages.json`);
}

async function answerTo(request: IncomingMessage, texts: SentText[]): Promise<{ status: number; body: unknown }> {
  if (request.method !== "POST") return { status: 200, body: { messages: texts.map(asMessage), next_page_uri: null } };
  const form = new URLSearchParams(await readText(request));
  const sent: SentText = {
    sid: newSid(),
    to: form.get("To") ?? "",
    from: form.get("From") ?? form.get("MessagingServiceSid") ?? "",
    body: form.get("Body") ?? "",
  };
  texts.push(sent);
  return { status: 201, body: asMessage(sent) };
}

function asMessage(sent: SentText) {
  return {
    ...sent,
    status: "queued",
    direction: "outbound-api",
    error_code: null,
    date_created: new Date().toUTCString(),
  };
}

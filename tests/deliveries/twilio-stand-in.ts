import type { ServerResponse } from "node:http";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { type Received, receiver } from "@/tests/deliveries/places";

export const account = { sid: "AC0123456789", token: "very secret", from: "+15005550006" };
export const publicAddress = "https://shop.example";

type Message = { sid: string; to: string; body: string; status: string; error_code: number | null; callback: string };
type Wrong = { status: number; code: number; message: string };

/** Twilio's REST API as its documentation has it, as far as texts go: what it asks of a request, its answers and its errors. */
export async function twilioStandIn() {
  const messages: Message[] = [];
  /** Errors that sending to a number meets, by the number. */
  const refusing = new Map<string, { code: number; message: string }>();
  const place = await receiver((response, received) => answerTo(response, received, { messages, refusing }));
  const settings = {
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    TWILIO_FROM: account.from,
    TWILIO_API_BASE: `http://127.0.0.1:${place.port}`,
  };
  Object.assign(process.env, settings);
  return { place, messages, refusing };
}

type State = { messages: Message[]; refusing: Map<string, { code: number; message: string }> };

function answerTo(response: ServerResponse, received: Received, state: State): void {
  const wrong = wrongWith(received);
  if (wrong) return void fail(response, wrong);
  if (received.url.includes("?")) return void say(response, 200, page(received, state.messages));
  const form = new URLSearchParams(received.body);
  const refused = wrongIn(form) ?? refusedBy(form, state.refusing);
  if (refused) return void fail(response, refused);
  const message: Message = {
    sid: `SM${String(state.messages.length + 1).padStart(32, "0")}`,
    ...{ to: form.get("To")!, body: form.get("Body")!, status: "queued", error_code: null },
    callback: form.get("StatusCallback") ?? "",
  };
  state.messages.push(message);
  say(response, 201, shown(message));
}

function wrongWith({ url, headers }: Received): Wrong | null {
  const path = `/2010-04-01/Accounts/${account.sid}/Messages.json`;
  if (url.split("?")[0] !== path) return { status: 404, code: 20404, message: `The resource ${url} was not found` };
  const known = headers.authorization === `Basic ${btoa(`${account.sid}:${account.token}`)}`;
  return known ? null : { status: 401, code: 20003, message: "Authenticate" };
}

function wrongIn(form: URLSearchParams): Wrong | null {
  const bad = (code: number, message: string): Wrong => ({ status: 400, code, message });
  const [to, body, callback] = [form.get("To"), form.get("Body"), form.get("StatusCallback")];
  if (!to) return bad(21604, "A 'To' phone number is required.");
  if (!form.get("From") && !form.get("MessagingServiceSid")) return bad(21603, "A 'From' phone number is required.");
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return bad(21211, `Invalid 'To' Phone Number: ${to}`);
  if (!body) return bad(21602, "Message body is required.");
  if (body.length > 1_600) return bad(21617, "The concatenated message body exceeds the 1600 character limit.");
  if (callback && !/^https?:\/\/[^/]+\.[a-z]+\//.test(callback))
    return bad(21609, `The 'StatusCallback' URL ${callback} is not a valid URL.`);
  return null;
}

function refusedBy(form: URLSearchParams, refusing: State["refusing"]): Wrong | null {
  const refused = refusing.get(form.get("To")!);
  return refused ? { status: 400, ...refused } : null;
}

function fail(response: ServerResponse, { status, code, message }: Wrong): void {
  say(response, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

function page({ url }: Received, messages: readonly Message[]) {
  const to = new URLSearchParams(url.split("?")[1]).get("To");
  return { messages: messages.filter((one) => one.to === to).map(shown), page: 0, page_size: 50, next_page_uri: null };
}

function shown({ callback: _, ...message }: Message) {
  return { ...message, date_created: new Date().toUTCString(), direction: "outbound-api" };
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

type Signed = { fields: Record<string, string>; token?: string; address?: string };

/** A request as Twilio sends it to an address of the shop, signed by its own library. */
export function signed(path: string, { fields, token = account.token, address = publicAddress }: Signed): Request {
  return asked(path, new URLSearchParams(fields).toString(), {
    "x-twilio-signature": getExpectedTwilioSignature(token, `${address}${path}`, fields),
  });
}

/** The same with a body and headers as they are. It comes to the shop behind its proxy, under another name. */
export function asked(path: string, body: string, headers: Record<string, string> = {}): Request {
  return new Request(`http://127.0.0.1:3000${path}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8", ...headers },
  });
}

let replies = 0;

/** The fields of a text that somebody sends to the shop's number. */
export function reply(body: string, from = "+447700900148", more: Record<string, string> = {}): Record<string, string> {
  replies += 1;
  const MessageSid = `SMreply${replies}`;
  return { MessageSid, AccountSid: account.sid, From: from, To: account.from, Body: body, NumMedia: "0", ...more };
}

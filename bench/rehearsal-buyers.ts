import { once } from "node:events";
import http from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/id";
import { shopCookie } from "@/lib/web/cookies";
import type { RehearsalCart, Rehearsed } from "./rehearsal-shop";

/** How an attempt was answered: `placed`, `at checkout`, or what it was refused for; and after how many milliseconds. */
export type Answer = { outcome: string; ms: number; retryAfterSeconds: number };
/** How a buyer fared: the last answer, all of their answers, and when the last came, in milliseconds after the drop began. */
export type Buyer = { outcome: string; answers: Answer[]; endedMs: number };

/** A door of the shop, tried by one buyer. */
export type Way = (buyer: number) => Promise<Omit<Answer, "ms">>;

const mostTries = 7;

/** After these a buyer goes on. */
const unfinished = ["at checkout", "at checkout without a hold", "busy", "not_yet", "no answer"];

/** Nobody waits for another's connection: who has none that is free opens one. */
const agent = new http.Agent({ keepAlive: true });

/** Everyone comes within `spreadMs`, a fifth of them a little early; who is told to come again does, at the time that they were told. */
export async function playAll(
  count: number,
  startsAt: Date,
  wayOf: (buyer: number) => Way,
  spreadMs = 2_000,
): Promise<Buyer[]> {
  const come = (at: number) => startsAt.getTime() - spreadMs / 5 + (at / count) * spreadMs * 1.2;
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      await sleep(Math.max(0, come(at) - Date.now()));
      return buy(at, wayOf(at), startsAt);
    }),
  );
}

async function buy(buyer: number, way: Way, startsAt: Date): Promise<Buyer> {
  const answers: Answer[] = [];
  for (let tries = 0; tries < mostTries; tries += 1) {
    const began = performance.now();
    const { outcome, retryAfterSeconds } = await way(buyer).catch(() => ({
      outcome: "no answer",
      retryAfterSeconds: 1,
    }));
    answers.push({ outcome, retryAfterSeconds, ms: performance.now() - began });
    if (!unfinished.includes(outcome)) break;
    await sleep(retryAfterSeconds * 1_000);
  }
  return { outcome: answers.at(-1)?.outcome ?? "none", answers, endedMs: Date.now() - startsAt.getTime() };
}

/** The public API. */
export function apiDoor(origin: string, { sku, day, priceMinor }: Rehearsed): Way {
  const keys = new Map<number, string>();
  return async (buyer) => {
    const key = keys.get(buyer) ?? newId("ord");
    keys.set(buyer, key);
    const body = JSON.stringify({
      lines: [{ sku, quantity: 1 }],
      customer: { name: "Rehearsal", email: `rehearsal-${buyer}@example.org` },
      notify: { email: true, text: false },
      pickup: { day },
      expected_total_minor: priceMinor,
    });
    const headers = { ...cameFrom(buyer), "content-type": "application/json", "idempotency-key": key };
    const { status, said, header } = await post(`${origin}/api/v1/orders`, headers, body);
    const { code = "unknown" } = JSON.parse(said) as { code?: string };
    const placed = status === 201 || status === 200;
    return { outcome: placed ? "placed" : code, retryAfterSeconds: Number(header("retry-after") ?? 1) };
  };
}

/** What the checkout says of an order that it did not take. */
const said: readonly [RegExp, string][] = [
  [/very busy/, "busy"],
  [/on sale on|On sale from/, "not_yet"],
  [/sold out|Only \d+ left|Sold out/, "out_of_stock"],
];

type Wanted = { carts: RehearsalCart[]; priceMinor: number };

/** An open page of the checkout: it asks that its cart is kept, and then sends the form by the action's own call, answered with what the page needs. */
export function pageDoor(origin: string, hidden: readonly [string, string][], wanted: Wanted): Way {
  const reference = hidden.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1] ?? "{}";
  const action = (JSON.parse(reference) as { id: string }).id;
  const entered = new Set<number>();
  return async (buyer) => {
    if (!entered.has(buyer)) {
      entered.add(buyer);
      return enterCheckout(origin, buyer, wanted);
    }
    const form = new FormData();
    for (const [name, value] of typedBy(buyer, wanted)) form.append(`_1_${name}`, value);
    form.append("0", '[{},"$K1"]');
    const headers = {
      ...cameFrom(buyer),
      ...whoseCart(origin, wanted.carts[buyer]),
      accept: "text/x-component",
      "next-action": action,
    };
    const { status, said, header } = await post(`${origin}/checkout`, headers, form);
    return outcomeOf(header("x-action-redirect"), said, status);
  };
}

async function enterCheckout(origin: string, buyer: number, { carts }: Wanted): Promise<Omit<Answer, "ms">> {
  const headers = { ...cameFrom(buyer), ...whoseCart(origin, carts[buyer]) };
  const { status } = await post(`${origin}/api/checkout/hold`, headers, "");
  return { outcome: status === 200 ? "at checkout" : "at checkout without a hold", retryAfterSeconds: 0 };
}

/** The checkout's form, as a browser without JavaScript sends it: answered with the whole page. */
export function plainDoor(origin: string, hidden: readonly [string, string][], wanted: Wanted): Way {
  return async (buyer) => {
    const form = new FormData();
    for (const [name, value] of hidden) form.append(name, value);
    for (const [name, value] of typedBy(buyer, wanted)) form.set(name, value);
    const headers = { ...cameFrom(buyer), ...whoseCart(origin, wanted.carts[buyer]) };
    const { status, said, header } = await post(`${origin}/checkout`, headers, form);
    return outcomeOf(header("location"), said, status);
  };
}

function typedBy(buyer: number, { carts, priceMinor }: Wanted): [string, string][] {
  return Object.entries({
    cart: carts[buyer]?.id ?? "",
    name: "Rehearsal",
    email: `rehearsal-${buyer}@example.org`,
    phone: "",
    tell: "email",
    note: "",
    expectedTotal: String(priceMinor),
  });
}

/** Each buyer has a network address of their own, as a proxy would tell it. */
function cameFrom(buyer: number): Record<string, string> {
  return { "x-forwarded-for": `198.18.${buyer >> 8}.${buyer & 255}` };
}

function whoseCart(origin: string, cart: RehearsalCart | undefined): Record<string, string> {
  return { cookie: `${shopCookie("cart", origin).name}=${cart?.token ?? ""}`, origin };
}

type Said = { status: number; said: string; header(name: string): string | undefined };

async function post(url: string, headers: Record<string, string>, body: string | FormData): Promise<Said> {
  const made = new Request(url, { method: "POST", headers, body });
  const bytes = Buffer.from(await made.arrayBuffer());
  const sent = { ...Object.fromEntries(made.headers), ...headers, "content-length": bytes.length };
  const request = http.request(url, { method: "POST", agent, headers: sent }).end(bytes);
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  const header = (name: string) => answer.headers[name]?.toString();
  return { status: answer.statusCode ?? 0, said: await text(answer), header };
}

function outcomeOf(goesTo: string | undefined, page: string, status: number): Omit<Answer, "ms"> {
  if (/\/orders\//.test(goesTo ?? "")) return { outcome: "placed", retryAfterSeconds: 0 };
  const found = said.find(([words]) => words.test(page))?.[1] ?? `page ${status}`;
  return { outcome: found, retryAfterSeconds: found === "busy" ? 2 + Math.random() * 6 : 1 };
}

import { readFile } from "node:fs/promises";
import pg from "pg";
import { Agent, request, setGlobalDispatcher } from "undici";
import { newCartId, newId } from "@/lib/id";
import { placeOrder } from "@/lib/orders/place-order";
import { shopCookie } from "@/lib/web/cookies";
import { type BenchCart, type BenchVariant, day, fillCarts } from "./shop";

/** A way of placing orders: `prepare` is not timed; what it returns places the order with that index and says whether it worked. */
export type Way = {
  name: string;
  prepare(variants: readonly BenchVariant[], count: number): Promise<(index: number) => Promise<boolean>>;
};

const contact = {
  customer: { name: "Maya Lindqvist", email: "maya@example.org", phone: "" },
  notify: { email: true, text: false },
  note: "",
  expectedTotalMinor: 450,
};
const pick = (variants: readonly BenchVariant[], index: number) => variants[index % variants.length] as BenchVariant;

setGlobalDispatcher(new Agent({ connections: 64, pipelining: 1 }));

/** The same writes as one SQL function over plain pg: what the others are a share of. */
export async function floorWay(databaseUrl: string): Promise<Way & { close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(await readFile(new URL("./floor.sql", import.meta.url), "utf8"));
  const snapshot = JSON.stringify({
    pickupDay: day,
    ...contact,
    lines: [{ sku: "SKU", quantity: 1, unitPriceMinor: 450 }],
  });
  const call = { name: "floor", text: "SELECT bench_floor($1, $2, $3, $4, $5, $6, $7) AS number" };
  const send = (variants: readonly BenchVariant[]) => async (index: number) => {
    const { levelId, variantId } = pick(variants, index);
    const values = [newCartId(), levelId, variantId, newId("ord"), newId("lin"), newId("evt"), snapshot];
    return (await pool.query({ ...call, values })).rows[0].number !== null;
  };
  return { name: "floor", prepare: async (variants) => send(variants), close: () => pool.end() };
}

/** (a) The command alone, in this process. */
export const commandWay: Way = {
  name: "command",
  prepare: async (variants) => async (index) => {
    const key = { apiKey: newId("ord"), contentHash: "hash" };
    const lines = [{ sku: pick(variants, index).sku, quantity: 1 }];
    const placed = await placeOrder({ kind: "api" }, { ...contact, key, day, lines });
    return !placed.repeated;
  },
};

/** (b) The public API over HTTP. */
export function apiWay(origin: string): Way {
  const send = (variants: readonly BenchVariant[]) => async (index: number) => {
    const body = JSON.stringify({
      lines: [{ sku: pick(variants, index).sku, quantity: 1 }],
      customer: { name: "Maya Lindqvist", email: "maya@example.org" },
      notify: { email: true, text: false },
      pickup: { day },
      expected_total_minor: 450,
    });
    const headers = { "content-type": "application/json", "idempotency-key": newId("ord") };
    const answer = await request(`${origin}/api/v1/orders`, { method: "POST", headers, body });
    await answer.body.dump();
    return answer.statusCode === 201;
  };
  return { name: "API", prepare: async (variants) => send(variants) };
}

/** (c) The checkout's server action, as a browser without JavaScript posts it. */
export function actionWay(origin: string): Way {
  return {
    name: "action",
    prepare: async (variants, count) => {
      const carts = await fillCarts(variants, count);
      const hidden = await hiddenFields(origin, carts[0]?.token ?? "");
      return async (index) => {
        const cart = carts[index] as BenchCart;
        const form = new FormData();
        for (const [name, value] of hidden) form.append(name, value);
        const typed = {
          cart: cart.id,
          name: "Maya Lindqvist",
          email: "maya@example.org",
          phone: "",
          tell: "email",
          note: "",
          expectedTotal: "450",
        };
        for (const [name, value] of Object.entries(typed)) form.set(name, value);
        const headers = { cookie: `${shopCookie("cart", origin).name}=${cart.token}`, origin };
        const answer = await fetch(`${origin}/checkout`, { method: "POST", headers, body: form, redirect: "manual" });
        await answer.arrayBuffer();
        return answer.status === 303 && /\/orders\//.test(answer.headers.get("location") ?? "");
      };
    },
  };
}

/** The hidden fields of the checkout form, as a browser without JavaScript sends them. */
export async function hiddenFields(origin: string, token: string): Promise<[string, string][]> {
  const page = await (
    await fetch(`${origin}/checkout`, { headers: { cookie: `${shopCookie("cart", origin).name}=${token}` } })
  ).text();
  const form = page.split(/<form/).find((part) => part.includes("Place order")) ?? "";
  const inputs = [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => tag);
  return inputs.map((tag) => [attribute(tag, "name"), attribute(tag, "value")]);
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

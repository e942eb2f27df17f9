import * as order from "@/app/api/v1/orders/[token]/route";
import * as orders from "@/app/api/v1/orders/route";
import type { OrderBody } from "@/app/api/v1/schemas";
import { addressHeader } from "@/lib/web/address";

const origin = "http://localhost:3000";
let asked = 0;

/** A new Idempotency-Key. */
export function newKey(): string {
  asked += 1;
  return `test-key-${String(asked).padStart(12, "0")}`;
}

export type Sent = { key?: string | null; type?: string; headers?: Record<string, string> };

/** A request to place an order, with a body as it is. */
export function orderRequest(
  body: RequestInit["body"],
  { key = newKey(), type = "application/json", headers }: Sent = {},
) {
  return new Request(`${origin}/api/v1/orders`, {
    method: "POST",
    body,
    duplex: "half",
    headers: {
      "content-type": type,
      [addressHeader]: "192.0.2.10",
      ...(key !== null && { "idempotency-key": key }),
      ...headers,
    },
  } as RequestInit);
}

/** Posts a body as it is. */
export function postRaw(body: RequestInit["body"], sent?: Sent): Promise<Response> {
  return orders.POST(orderRequest(body, sent), undefined);
}

/** Posts content as JSON. */
export function post(content: unknown, sent?: Sent): Promise<Response> {
  return postRaw(JSON.stringify(content), sent);
}

const mostTries = 20;

/** As a program does that is asked to come again: sends the same with the same key. */
export async function postUntilServed(content: unknown, sent: Sent & { key: string }): Promise<Response> {
  let answer = await post(content, sent);
  for (let tries = 1; answer.status === 503 && tries < mostTries; tries += 1) answer = await post(content, sent);
  return answer;
}

/** Content that orders some lines, complete otherwise. */
export function content(lines: { sku: string; quantity: number }[], more: Record<string, unknown> = {}) {
  return { lines, customer: { name: "A. Example", email: "a@example.org" }, ...more };
}

/** A GET request for a path. */
export function get(path: string): Request {
  return new Request(`${origin}${path}`, { headers: { [addressHeader]: "192.0.2.10" } });
}

export async function readOrder(token: string): Promise<{ status: number; body: OrderBody }> {
  const answer = await order.GET(get(`/api/v1/orders/${token}`), { params: Promise.resolve({ token }) });
  return { status: answer.status, body: (await answer.json()) as OrderBody };
}

export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
  [more: string]: unknown;
};

/** The problem in an answer. Throws if it is none. */
export async function problemIn(answer: Response): Promise<ProblemBody> {
  if (answer.headers.get("content-type") !== "application/problem+json")
    throw new Error(`No problem: ${answer.status} ${await answer.text()}`);
  const body = (await answer.json()) as ProblemBody;
  if (body.status !== answer.status) throw new Error(`The problem says ${body.status}, the answer ${answer.status}.`);
  return body;
}

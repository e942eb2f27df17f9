import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { addressHeader } from "@/lib/web/address";
import { type FieldError, refuseHttp } from "@/lib/web/http-refusals";
import { problemOf } from "@/lib/web/problem";
import { type ThrottleRule, throttle } from "@/lib/web/throttle";

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The longest body that the API reads. */
export const bodyLimitBytes = 64 * 1024;

const mostErrors = 100;

/** A route of the API: counts the request against a limit, and answers whatever is thrown with a problem. */
export function apiRoute<Context>(where: string, rule: ThrottleRule | null, run: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      if (rule) await throttle(rule, addressOf(request));
      return await run(request, context);
    } catch (error) {
      unstable_rethrow(error);
      return problemOf(error, where);
    }
  };
}

/** Handlers for the methods that an address does not take. */
export function refuseMethods(...allowed: Method[]): Record<Method, () => Promise<Response>> {
  const allow = allowed.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
  const refuse = apiRoute("api", null, async () => refuseHttp("wrong_method", { allow }));
  const handler = () => refuse(new Request("http://localhost"), undefined);
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
}

/** An answer that is never kept by anyone on the way. */
export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", ...init.headers };
  return new Response(JSON.stringify(body), { status: init.status ?? 200, headers });
}

/** The network address that a request came from, as the server in front of Next wrote it. */
export function addressOf(request: Request): string {
  return request.headers.get(addressHeader) ?? "unknown";
}

/** The Idempotency-Key of a request. Refuses key_missing and key_malformed. */
export function idempotencyKey(request: Request): string {
  const key = request.headers.get("idempotency-key");
  if (!key) return refuseHttp("key_missing", {});
  return /^[\x21-\x7e]{16,255}$/.test(key) ? key : refuseHttp("key_malformed", {});
}

/** The JSON that a request carries. Refuses wrong_type, too_large and broken_json. */
export async function readJson(request: Request): Promise<unknown> {
  requireType(request, "application/json");
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuseHttp("broken_json", {});
  }
}

/** The fields of a form that a request carries. Refuses wrong_type and too_large. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  requireType(request, "application/x-www-form-urlencoded");
  return new URLSearchParams(new TextDecoder().decode(await readBytes(request)));
}

function requireType(request: Request, wanted: string): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== wanted || request.headers.has("content-encoding")) refuseHttp("wrong_type", { wanted });
}

/** What a schema makes of an input. Refuses invalid, with the path of every field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? parsed.data
    : refuseHttp("invalid", { errors: parsed.error.issues.flatMap(fieldErrors).slice(0, mostErrors) });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path.join("."), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key.slice(0, 80)].join("."), message: "Unknown field." }));
}

/** Counts what arrives: a Content-Length is only what a client says. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > bodyLimitBytes) refuseHttp("too_large", { limitBytes: bodyLimitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

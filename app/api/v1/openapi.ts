import { z } from "zod";
import { named, type SchemaName } from "@/app/api/v1/schemas";
import { env } from "@/lib/env";
import { problemCodes } from "@/lib/web/problem";

type Parameter = {
  name: string;
  in: "query" | "header" | "path";
  description: string;
  schema: object;
  required?: true;
};
type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: object;
  responses: Record<string, object>;
};

const version = "1.0.0";

/** The description of the API in OpenAPI 3.1. Its schemas are those that check what comes in and describe what goes out. */
export function openApi() {
  return {
    openapi: "3.1.0",
    info: { title: "Holdfast", version, description: `${about}\n\n${listOfCodes()}`, license: { name: "MIT" } },
    servers: [{ url: env().APP_URL }],
    paths: {
      "/api/v1/days": { get: listDays },
      "/api/v1/items": { get: listItems },
      "/api/v1/orders": { post: placeOrder },
      "/api/v1/orders/{token}": { get: readOrder },
      "/api/health": { get: health },
      "/api/ready": { get: ready },
    },
    components: { schemas: schemas() },
  };
}

const about =
  "Orders for a shop that can run out. Money is in minor units, instants are in UTC, days are calendar days in the shop's zone. A refusal is an RFC 9457 problem; programs read its `code`.";

const answer = (description: string, schema: SchemaName) => ({
  description,
  content: { "application/json": { schema: { $ref: ref(schema) } } },
});

const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: ref("Problem") } } },
});

const later = (description: string) => ({
  ...refusal(description),
  headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
});

const always = {
  "429": later("`too_many`: too many requests from one address."),
  "503": later("`busy` or `unavailable`. Nothing was changed; try again with the same Idempotency-Key."),
};

const listDays: Operation = {
  operationId: "listDays",
  summary: "Pickup days that can be ordered for",
  responses: { "200": answer("The days, the next one first.", "DaysBody"), ...always },
};

const listItems: Operation = {
  operationId: "listItems",
  summary: "What is on sale, with what is left for a day",
  parameters: [
    {
      name: "day",
      in: "query",
      description: "Default: the next day that can be ordered for.",
      schema: { type: "string", format: "date" },
    },
  ],
  responses: {
    "200": answer("The items.", "ItemsBody"),
    "422": refusal("`invalid`: no day, or too far away."),
    ...always,
  },
};

const placeOrder: Operation = {
  operationId: "placeOrder",
  summary: "Place an order",
  description:
    "Safe to repeat: the same Idempotency-Key with the same content gives the same order, however often and however concurrently. A refusal leaves the key free.",
  parameters: [
    {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description: "One for each order that you mean to place, kept over its retries.",
      schema: { type: "string", minLength: 16, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
    },
  ],
  requestBody: { required: true, content: { "application/json": { schema: { $ref: ref("OrderContent") } } } },
  responses: {
    "201": answer("The order was placed.", "OrderBody"),
    "200": answer("An earlier request with this key placed it: the same order as it is now.", "OrderBody"),
    "400": refusal("`broken_json`, `key_missing` or `key_malformed`."),
    "409": refusal(
      "`out_of_stock`, `slot_full`, `slot_closed`, `slot_gone`, `price_changed`, `not_on_sale`, `not_yet` (with `opens_at` and `Retry-After`), `day_closed`, `shop_closed` or `paused` (with `paused_until` and `Retry-After`).",
    ),
    "413": refusal("`too_large`: the body is longer than 64 kB."),
    "415": refusal("`wrong_type`: the body is not application/json."),
    "422": refusal("`invalid`, `unknown_sku`, `limit_passed`, `total_too_large` or `key_reused`."),
    ...always,
  },
};

const readOrder: Operation = {
  operationId: "readOrder",
  summary: "An order, for whoever has its token",
  parameters: [
    { name: "token", in: "path", required: true, description: "From the order.", schema: { type: "string" } },
  ],
  responses: { "200": answer("The order as it is now.", "OrderBody"), "404": refusal("`not_found`."), ...always },
};

const health: Operation = {
  operationId: "health",
  summary: "Whether the web process is alive",
  responses: { "200": { description: "It is." } },
};

const ready: Operation = {
  operationId: "ready",
  summary: "Whether orders can be taken and told of",
  description: "The database is reachable and migrated, and a worker was seen lately.",
  responses: { "200": { description: "Ready." }, "503": later("`not_ready`, with what is `missing`.") },
};

function listOfCodes(): string {
  const codes = problemCodes.map(({ code, status }) => `- \`${code}\`: ${status}`);
  return ["Codes:", ...codes, "- `internal`: 500, a bug of ours"].join("\n");
}

function ref(name: SchemaName): string {
  return `#/components/schemas/${name}`;
}

function schemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: "input", uri: (id) => ref(id as SchemaName), override: plain });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** Leaves out what a reader does not need: the pattern of a format, and bounds that are the language's. */
function plain({
  jsonSchema,
}: {
  jsonSchema: { format?: string; pattern?: string; minimum?: number; maximum?: number };
}) {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

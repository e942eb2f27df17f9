import "server-only";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { logFailure } from "@/lib/log";
import type { OrderRefusals } from "@/lib/orders/refusals";
import type { PeopleRefusals } from "@/lib/people/refusals";
import type { SlotRefusals } from "@/lib/pickup/refusals";
import { type CommonRefusals, isRefusal, type Refusal } from "@/lib/refusal";
import type { HttpRefusals } from "@/lib/web/http-refusals";
import { type Answer, peopleAnswers } from "@/lib/web/problems-of-people";

type Details = OrderRefusals & PeopleRefusals & SlotRefusals & Omit<CommonRefusals, "changed_meanwhile"> & HttpRefusals;

const tellSlots = ({ slots }: SlotRefusals["slot_full"]) => ({
  slots: slots.map(({ id, startsAt, endsAt, room }) => ({ id, starts_at: startsAt, ends_at: endsAt, room })),
});

const retryAfter = (seconds: number) => ({ "Retry-After": String(seconds) });

/** How the API says each refusal. One without an answer does not compile. */
const answers: { readonly [Code in keyof Details]: Answer<Details[Code]> } = {
  out_of_stock: {
    status: 409,
    title: "Out of stock",
    tell: ({ lines }) => ({
      lines: lines.map(({ sku, name, requested, available }) => ({ sku, name, requested, available })),
    }),
  },
  price_changed: {
    status: 409,
    title: "Price changed",
    tell: (detail) => ({ total_minor: detail.totalMinor, expected_total_minor: detail.expectedTotalMinor }),
  },
  not_on_sale: {
    status: 409,
    title: "Not on sale",
    tell: ({ lines }) => ({ lines: lines.map(({ sku, name }) => ({ sku, name })) }),
  },
  not_yet: {
    status: 409,
    title: "Not on sale yet",
    tell: ({ lines, opensAt }) => ({
      opens_at: new Date(opensAt).toISOString(),
      lines: lines.map(({ sku, name }) => ({ sku, name })),
    }),
    headers: ({ opensAt, now }) => retryAfter(Math.max(1, Math.ceil((opensAt - now) / 1000))),
  },
  day_closed: { status: 409, title: "Day closed", tell: ({ day }) => ({ day: day || null }) },
  slot_full: { status: 409, title: "Pickup time full", tell: tellSlots },
  slot_closed: { status: 409, title: "Pickup time closed", tell: tellSlots },
  slot_gone: { status: 409, title: "No such pickup time", tell: tellSlots },
  shop_closed: { status: 409, title: "Shop closed" },
  paused: {
    status: 409,
    title: "Ordering paused",
    tell: ({ until }) => ({ paused_until: new Date(until).toISOString() }),
    headers: ({ until, now }) => retryAfter(Math.max(1, Math.ceil((until - now) / 1000))),
  },
  limit_passed: {
    status: 422,
    title: "Limit passed",
    tell: ({ lines }) => ({
      lines: lines.map(({ sku, name, requested, limit }) => ({ sku, name, requested, limit })),
    }),
  },
  ...peopleAnswers,
  unknown_sku: { status: 422, title: "Unknown SKU", tell: ({ skus }) => ({ skus }) },
  total_too_large: { status: 422, title: "Total too large" },
  key_reused: { status: 422, title: "Key reused" },
  form_reused: { status: 409, title: "Form reused" },
  tickets_outdated: { status: 409, title: "Tickets outdated" },
  cart_empty: { status: 422, title: "Nothing ordered" },
  cart_gone: { status: 409, title: "Cart gone" },
  wrong_status: { status: 409, title: "Wrong status" },
  too_late_to_undo: { status: 409, title: "Too late to undo" },
  too_late_to_cancel: { status: 409, title: "Too late to cancel" },
  too_late_to_change: { status: 409, title: "Too late to change" },
  other_day: { status: 409, title: "Other day", tell: ({ day }) => ({ day }) },
  prices_changed: {
    status: 409,
    title: "Prices changed",
    tell: ({ lines }) => ({ lines: lines.map(({ sku, name }) => ({ sku, name })) }),
  },
  order_emptied: { status: 422, title: "Order emptied" },
  busy: { status: 503, title: "Busy", headers: ({ retryAfterSeconds = 1 }) => retryAfter(retryAfterSeconds) },
  too_many: { status: 429, title: "Too many requests", headers: (detail) => retryAfter(detail.retryAfterSeconds) },
  not_signed_in: { status: 401, title: "Not signed in" },
  not_permitted: { status: 403, title: "Not permitted" },
  not_found: { status: 404, title: "Not found" },
  invalid: { status: 422, title: "Invalid", tell: ({ errors }) => ({ errors }) },
  broken_json: { status: 400, title: "Broken JSON" },
  key_missing: { status: 400, title: "Idempotency-Key missing" },
  key_malformed: { status: 400, title: "Idempotency-Key malformed" },
  too_large: { status: 413, title: "Too large", tell: ({ limitBytes }) => ({ limit_bytes: limitBytes }) },
  wrong_type: { status: 415, title: "Unsupported media type" },
  wrong_method: { status: 405, title: "Method not allowed", headers: ({ allow }) => ({ Allow: allow }) },
  unavailable: { status: 503, title: "Unavailable", headers: () => retryAfter(5) },
  not_ready: { status: 503, title: "Not ready", tell: ({ missing }) => ({ missing }), headers: () => retryAfter(5) },
};

/** The codes that a problem of this API can carry, with their status; and `internal` (500), which is a bug of ours. */
export const problemCodes: readonly { code: string; status: number }[] = Object.entries(answers).map(
  ([code, { status }]) => ({ code, status }),
);

/**
 * Anything thrown, as an RFC 9457 problem: a refusal by its code, an outage as 503. What is left is a bug, logged once under
 * a reference that the problem carries.
 */
export function problemOf(thrown: unknown, where: string): Response {
  const error = translateTrouble(thrown);
  if (isRefusal(error) && isAnswered(error)) return refusalProblem(error);
  const reference = logFailure(error, where);
  if (error instanceof DatabaseUnreachable) {
    const words = "The shop cannot reach its records right now. Nothing was changed. Please try again in a moment.";
    return problem({ code: "unavailable", ...answers.unavailable, detail: words, reference }, retryAfter(5));
  }
  const words = "Something went wrong on our side. Please try again, and tell the shop if it happens again.";
  return problem({ code: "internal", status: 500, title: "Internal error", detail: words, reference }, {});
}

type AnsweredRefusal = { [Code in keyof Details]: Refusal<Code, Details[Code]> }[keyof Details];

function isAnswered(error: Refusal): error is AnsweredRefusal {
  return Object.hasOwn(answers, error.code);
}

function refusalProblem({ code, detail, message }: AnsweredRefusal): Response {
  const { status, title, tell, headers } = answers[code] as Answer<unknown>;
  return problem({ code, status, title, detail: message, ...tell?.(detail) }, headers?.(detail) ?? {});
}

type Problem = { code: string; status: number; title: string; detail: string; [more: string]: unknown };

function problem({ code, status, title, detail, ...more }: Problem, headers: Record<string, string>): Response {
  const body = { type: `urn:holdfast:problem:${code}`, title, status, detail, code, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
}

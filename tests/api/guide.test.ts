import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import * as health from "@/app/api/health/route";
import * as live from "@/app/api/live/route";
import * as snapshot from "@/app/api/live/snapshot/route";
import * as ready from "@/app/api/ready/route";
import * as days from "@/app/api/v1/days/route";
import * as items from "@/app/api/v1/items/route";
import * as openapi from "@/app/api/v1/openapi.json/route";
import * as order from "@/app/api/v1/orders/[token]/route";
import * as orders from "@/app/api/v1/orders/route";
import type { DaysBody, OrderBody } from "@/app/api/v1/schemas";
import { db } from "@/lib/db/client";
import { liveHub } from "@/lib/live/shared";
import { problemCodes } from "@/lib/web/problem";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { useDatabase } from "@/tests/support/database";

useDatabase();
process.env.RATE_LIMITS = "off";

const guide = await readFile("docs/api.md", "utf8");
const asked = { DAY: "", TOKEN: "" };

beforeAll(async () => {
  await seedDemo();
  const now = new Date();
  await db().workerHeartbeat.create({ data: { id: "worker_1", startedAt: now, seenAt: now } });
  const body = (await (await days.GET(new Request("http://localhost/api/v1/days"), undefined)).json()) as DaysBody;
  asked.DAY = body.days[0]!.day;
});

type Example = { url: string; headers: Record<string, string>; body: string | undefined; status: number };

function examplesIn(text: string): Example[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => [...block.matchAll(/^curl [\s\S]*?# \d+$/gm)])
    .map(([command]) => exampleIn(command));
}

function exampleIn(command: string): Example {
  const headers = [...command.matchAll(/-H "([^:]+): ([^"]+)"/g)].map((match) => [match[1]!, match[2]!]);
  return {
    url: /https?:\/\/[^\s"]+/.exec(command)![0],
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: /-d '([^']+)'/.exec(command)?.[1],
    status: Number(/# (\d+)$/.exec(command)![1]),
  };
}

async function run({ url, headers, body }: Example): Promise<Response> {
  const filled = url.replace(/\$(DAY|TOKEN)/g, (_, name: keyof typeof asked) => asked[name]);
  const request = new Request(filled, { headers, ...(body && { method: "POST", body }) });
  const { pathname } = new URL(filled);
  if (body) return orders.POST(request, undefined);
  if (pathname.startsWith("/api/v1/orders/"))
    return order.GET(request, { params: Promise.resolve({ token: asked.TOKEN }) });
  const routes = {
    "/api/v1/days": days,
    "/api/v1/items": items,
    "/api/v1/openapi.json": openapi,
    "/api/health": health,
    "/api/ready": ready,
    "/api/live": live,
    "/api/live/snapshot": snapshot,
  };
  return routes[pathname as keyof typeof routes].GET(request, undefined);
}

describe("the guide", () => {
  test("every example does what it says", async () => {
    const examples = examplesIn(guide);
    expect(examples).toHaveLength(9);
    for (const example of examples) {
      const answer = await run(example);
      expect(`${example.url} ${answer.status}`).toBe(`${example.url} ${example.status}`);
      if (example.body) asked.TOKEN = ((await answer.json()) as OrderBody).order.token;
      else await answer.body?.cancel();
    }
    await liveHub().close();
  });

  test("names every code that a client can meet, with its status", () => {
    const ours = [
      "cart_empty",
      "cart_gone",
      "wrong_status",
      "too_late_to_undo",
      "too_late_to_cancel",
      "too_late_to_change",
      "other_day",
      "prices_changed",
      ...["confirm_alone", "no_contact", "code_wrong", "code_over"],
      "order_emptied",
      "form_reused",
      "tickets_outdated",
      "not_signed_in",
      "not_permitted",
    ];
    for (const { code, status } of problemCodes.filter((known) => !ours.includes(known.code)))
      expect(guide).toMatch(code === "not_ready" ? /503 `not_ready`/ : new RegExp(`\\| ${status} \\| .*\`${code}\``));
  });
});

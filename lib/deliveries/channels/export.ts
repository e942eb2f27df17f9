import { Webhook } from "standardwebhooks";
import { Agent, request } from "undici";
import { db } from "@/lib/db/client";
import { guardedConnector } from "@/lib/deliveries/channels/address";
import type { Channel } from "@/lib/deliveries/channels/channel";
import { retryAfterSeconds } from "@/lib/deliveries/channels/retry-after";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import type { Answer } from "@/lib/deliveries/rules";
import { unseal } from "@/lib/secrets";

const longestExcerpt = 2_000;
const busyStatuses = [429, 502, 503, 504];

/** Exports by Standard Webhooks. A repeat is harmless: every try of a delivery carries the same webhook-id. */
export const exporting: Channel = exportWithin(20_000);

/** The same with another patience, in milliseconds for the whole of one export: connecting, sending, hearing the answer. */
export function exportWithin(patienceMs: number): Channel {
  const agent = new Agent({ connect: guardedConnector(patienceMs / 2), pipelining: 1 });
  return {
    send: (delivery, stopping) => send({ agent, patienceMs }, delivery, stopping),
    look_up: async () => ({ outcome: "failed", detail: "An export is sent again instead." }),
  };
}

type Way = { agent: Agent; patienceMs: number };

async function send({ agent, patienceMs }: Way, delivery: ClaimedDelivery, stopping: AbortSignal): Promise<Answer> {
  const destination = await db().destination.findUnique({
    where: { id: delivery.destinationId ?? "" },
    select: { sealedSecret: true, disabledAt: true, disabledReason: true },
  });
  if (!destination || destination.disabledAt)
    return { outcome: "refused", detail: destination?.disabledReason || "The destination is gone." };
  const headers = signedHeaders(delivery, unseal(destination.sealedSecret));
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)]);
  try {
    return await post(agent, delivery, { headers, signal });
  } catch (error) {
    if (stopping.aborted) return { outcome: "handed_back", detail: "The worker was stopped before the answer came." };
    return { outcome: "failed", detail: reasonOf(error as Error, patienceMs) };
  }
}

function signedHeaders({ id, body }: ClaimedDelivery, secret: string): Record<string, string> {
  const now = new Date();
  return {
    "content-type": "application/json",
    "user-agent": "Holdfast",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
}

type Options = { headers: Record<string, string>; signal: AbortSignal };

/** undici's request follows no redirect of its own. */
async function post(agent: Agent, { address, body }: ClaimedDelivery, options: Options): Promise<Answer> {
  const response = await request(address, { method: "POST", dispatcher: agent, body, ...options });
  const excerpt = await readExcerpt(response.body).catch(() => "");
  const asked = response.headers["retry-after"];
  return answerOf(response.statusCode, excerpt, typeof asked === "string" ? asked : undefined);
}

function answerOf(status: number, excerpt: string, retryAfter: string | undefined): Answer {
  const detail = `${status}${excerpt && `: ${excerpt}`}`;
  if (status >= 200 && status < 300) return { outcome: "delivered", status, detail };
  if (status === 410) return { outcome: "gone", status, detail: "It answered 410: it wants no more exports." };
  if (status >= 300 && status < 400)
    return { outcome: "failed", status, detail: `${status}: redirects are not followed.` };
  if (!busyStatuses.includes(status)) return { outcome: "failed", status, detail };
  const wait = retryAfterSeconds(retryAfter);
  return { outcome: "slow_down", status, detail, ...(wait !== undefined && { retryAfterSeconds: wait }) };
}

/** The first bytes of an answer as text; the rest is not waited for. */
async function readExcerpt(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= longestExcerpt) break;
  }
  return Buffer.concat(chunks).subarray(0, longestExcerpt).toString("utf8").replaceAll("\0", "").trim();
}

function reasonOf(error: Error, patienceMs: number): string {
  if (error.name === "TimeoutError") return `No answer within ${patienceMs / 1_000} seconds.`;
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}

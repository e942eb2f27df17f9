import "server-only";
import type { Readable } from "node:stream";
import { answerTo } from "@/lib/web/answers";

/**
 * An answer that goes on until either side ends it. The server in front of Next writes it: on its way through Next each piece of each of a thousand streams
 * would be wrapped in promises, for half as much work again (docs/decisions/0046-a-stream-goes-around-next.md).
 */
export function streaming(request: Request, body: Readable, headers: Record<string, string>): Response {
  const answer = answerTo(request.headers);
  if (answer && request.method !== "HEAD") answer.goOn(body);
  else body.destroy();
  return new Response(null, { headers });
}

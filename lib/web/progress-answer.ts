import "server-only";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { logFailure } from "@/lib/log";
import { isRefusal } from "@/lib/refusal";

type Line = Readonly<Record<string, unknown>>;

/**
 * An answer that tells how far it is while it works: lines of JSON, the last of them `{ "done": … }`, or `{ "refused": { code, message } }`. Whatever is thrown is
 * told in words; the status was sent long before.
 */
export function progressAnswer(where: string, work: (tell: (line: Line) => void) => Promise<unknown>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (line: Line) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        tell({ done: await work(tell) });
      } catch (error) {
        tell({ refused: wordsOf(error, where) });
      }
      controller.close();
    },
  });
  const headers = { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store", "X-Accel-Buffering": "no" };
  return new Response(body, { headers });
}

function wordsOf(thrown: unknown, where: string): { code: string; message: string } {
  const error = translateTrouble(thrown);
  if (isRefusal(error)) return { code: error.code, message: error.message };
  const reference = logFailure(error, where);
  const unreachable = error instanceof DatabaseUnreachable;
  const message = unreachable
    ? "The shop cannot reach its records right now. Nothing was changed. Please try again in a moment."
    : `Something went wrong on our side. Nothing was changed. Please try again. (Reference ${reference})`;
  return { code: unreachable ? "unreachable" : "failed", message };
}

import { Agent, request } from "undici";
import { guardedConnector } from "@/lib/deliveries/channels/address";
import { retryAfterSeconds } from "@/lib/deliveries/channels/retry-after";
import { marginFor, secretsOfRequest, strikeOut } from "@/lib/deliveries/channels/strike-out";
import type { Answer } from "@/lib/deliveries/rules";

const longestExcerpt = 2_000;
const longestAnswer = 4_000_000;
const busyStatuses = [429, 502, 503, 504];

type Asking = {
  method?: "GET" | "POST";
  body?: string;
  headers: Record<string, string>;
  /** What may not stand in the answer that is kept, beside what the headers and the address hold. */
  secrets?: readonly string[];
  stopping: AbortSignal;
};

/** What another system answered, our secrets struck out, or why nothing came back. */
export type Heard = { status: number; text: string; retryAfter: number | undefined };
export type Silence = { silence: string; stopped: boolean };

/** Asks other systems: at public addresses alone, by TLS that is verified, following no redirect, reading answers to a bound. */
export class Poster {
  readonly #agent: Agent;

  /** The patience is for the whole of one exchange, in milliseconds. */
  constructor(private readonly patienceMs: number) {
    this.#agent = new Agent({ connect: guardedConnector(patienceMs / 2), pipelining: 1 });
  }

  /** One exchange, whatever came of it: at most `most` characters of the answer are kept. */
  async ask(
    address: string,
    { stopping, headers, secrets = [], ...given }: Asking,
    most = longestAnswer,
  ): Promise<Heard | Silence> {
    const hidden = [...secrets, ...secretsOfRequest(address, headers)];
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(this.patienceMs)]);
    try {
      const options = { method: "POST", dispatcher: this.#agent, signal, ...given } as const;
      const response = await request(address, { ...options, headers: { "user-agent": "Holdfast", ...headers } });
      const text = strikeOut(await readText(response.body, most + marginFor(hidden)), hidden, most);
      const asked = response.headers["retry-after"];
      return {
        status: response.statusCode,
        text,
        retryAfter: retryAfterSeconds(typeof asked === "string" ? asked : null),
      };
    } catch (error) {
      return { silence: reasonOf(error as Error, this.patienceMs), stopped: stopping.aborted };
    }
  }

  /** Posts what may arrive twice without harm, and says as an answer what became of it. */
  async post(address: string, asking: Asking): Promise<Answer> {
    return answerOf(await this.ask(address, asking, longestExcerpt));
  }
}

/** What an exchange means for what was sent by it, where a repeat does no harm. */
export function answerOf(heard: Heard | Silence): Answer {
  if ("silence" in heard) {
    if (!heard.stopped) return { outcome: "failed", detail: heard.silence };
    return { outcome: "handed_back", detail: "The worker was stopped before the answer came." };
  }
  const { status, retryAfter } = heard;
  const excerpt = heard.text.slice(0, longestExcerpt).trim();
  const detail = `${status}${excerpt && `: ${excerpt}`}`;
  if (status >= 200 && status < 300) return { outcome: "delivered", status, detail };
  if (status === 410) return { outcome: "gone", status, detail: "It answered 410: it wants no more exports." };
  if (status >= 300 && status < 400)
    return { outcome: "failed", status, detail: `${status}: redirects are not followed.` };
  if (!busyStatuses.includes(status)) return { outcome: "failed", status, detail };
  return { outcome: "slow_down", status, detail, ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }) };
}

/** The first bytes of an answer as text; the rest is not waited for. An answer that breaks off is as long as it came. */
async function readText(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= most) break;
    }
  } catch {
    // The status came before: it says what became of it.
  }
  return Buffer.concat(chunks).subarray(0, most).toString("utf8").replaceAll("\0", "");
}

function reasonOf(error: Error, patienceMs: number): string {
  if (error.name === "TimeoutError") return `No answer within ${patienceMs / 1_000} seconds.`;
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}

import type { Answer } from "@/lib/deliveries/rules";
import { brokenNumber, brokenWords, stoppedCode } from "@/lib/deliveries/rules-of-reach";

export type TwilioError = Error & { status?: number; code?: number | string; retryAfterSeconds?: number };

const neverConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** What an error of sending means. Without a clear no, the text may have gone. */
export function answerOfError(error: TwilioError): Answer {
  const { status, code, retryAfterSeconds } = error;
  const detail = status && typeof code === "number" ? `${error.message} (${code})` : error.message;
  if (status === 429) return { outcome: "slow_down", status, detail, ...(retryAfterSeconds && { retryAfterSeconds }) };
  if (code === stoppedCode) return { outcome: "stopped", because: "stopped", detail, ...(status && { status }) };
  if (status === 401 || status === 403) return { outcome: "failed", status, detail };
  if (status && status < 500) return { outcome: "refused", status, detail, ...becauseOf(Number(code)) };
  if (!status && neverConnected.includes(String(code))) return { outcome: "failed", detail };
  return { outcome: "unknown", detail, ...(status && { status }) };
}

/** What the service says of a text that it has: the states of its messages, with the error's code. */
export type Receipt = { status: string; code: number | null };

/** What a text's own state means. The service has it, so it went, unless it says that it did not arrive. */
export function answerOfReceipt({ status, code }: Receipt, providerId: string): Answer {
  if (code === stoppedCode)
    return { outcome: "stopped", because: "stopped", providerId, detail: `The number replied STOP (${code}).` };
  if (!["undelivered", "failed", "canceled"].includes(status))
    return { outcome: "delivered", providerId, detail: `Asked: it has it (${status}).` };
  return { outcome: "refused", providerId, detail: undeliveredWords({ status, code }), ...becauseOf(code ?? 0) };
}

/** "The network did not deliver it: no such number (30005)." */
export function undeliveredWords({ status, code }: Receipt): string {
  const broken = brokenNumber(code ?? 0);
  return `The network did not deliver it${broken ? `: ${brokenWords[broken]}` : ""} (${code ?? status}).`;
}

function becauseOf(code: number): Pick<Answer, "because"> {
  const because = brokenNumber(code);
  return because ? { because } : {};
}

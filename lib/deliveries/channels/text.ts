import type { Channel } from "@/lib/deliveries/channels/channel";
import { publicOrigin } from "@/lib/deliveries/channels/public-origin";
import { type TwilioAccount, twilioAccount } from "@/lib/deliveries/channels/settings";
import { withoutSecrets } from "@/lib/deliveries/channels/strike-out";
import { answerOfError, answerOfReceipt, type TwilioError } from "@/lib/deliveries/channels/twilio-answers";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { fillLinks } from "@/lib/deliveries/fill-links";
import type { Answer } from "@/lib/deliveries/rules";

/**
 * Texts by Twilio, or a gateway that speaks its API. Sending is not idempotent there: without a clear answer the text is
 * unknown until a look-up of recent messages to that number settles it.
 */
export const text: Channel = textWithin(15_000);

/** The same with another patience, in milliseconds for one answer. */
export function textWithin(patienceMs: number): Channel {
  return {
    send: (delivery, stopping) => send(patienceMs, delivery, stopping),
    resolve: (delivery, stopping) => lookUp(patienceMs, delivery, stopping),
  };
}

async function send(patienceMs: number, delivery: ClaimedDelivery, stopping: AbortSignal): Promise<Answer> {
  const account = twilioAccount();
  if (!account) return { outcome: "kept", detail: "No text service is set." };
  const filled = await fillLinks(delivery);
  if (!filled) return codeGone;
  const { messages } = await client(account, patienceMs);
  const sender = account.from.startsWith("MG") ? { messagingServiceSid: account.from } : { from: account.from };
  const sending = messages.create({ ...sender, to: delivery.address, body: filled.body, ...callback(delivery) });
  return unlessStopped(
    stopping,
    sending.then(
      (sent) => ({ outcome: "delivered" as const, detail: `Accepted (${sent.status}).`, providerId: sent.sid }),
      (error: TwilioError) => withoutSecrets(answerOfError(error), secretsOf(account)),
    ),
  );
}

const codeGone: Answer = {
  outcome: "refused",
  detail: "The code in it was used, is too old, or cannot be read with this SECRETS_KEY, so it was not sent.",
};

/** Where the service tells what became of the text. It names the delivery, so that it is found although the answer here was lost. */
function callback({ id }: ClaimedDelivery): { statusCallback?: string } {
  const origin = publicOrigin();
  return origin ? { statusCallback: `${origin}/api/twilio/status?delivery=${id}` } : {};
}

async function lookUp(patienceMs: number, delivery: ClaimedDelivery, stopping: AbortSignal): Promise<Answer> {
  const account = twilioAccount();
  if (!account) return { outcome: "unknown", detail: "No text service is set, so nobody can be asked." };
  const { messages } = await client(account, patienceMs);
  const sought = (await fillLinks(delivery)) ?? delivery;
  const looking = messages.list({ to: delivery.address, limit: 50 }).then(
    (recent) => foundAmong(recent, sought),
    ({ message }: Error): Answer =>
      withoutSecrets({ outcome: "unknown", detail: `Asking failed: ${message}` }, secretsOf(account)),
  );
  return unlessStopped(stopping, looking);
}

/** What a gateway that repeats how we signed in would say. */
function secretsOf({ sid, token }: TwilioAccount): string[] {
  return [token, Buffer.from(`${sid}:${token}`).toString("base64")];
}

/** The service's clock is not ours, and tells whole seconds. */
const clockSlackMs = 300_000;

type Recent = { sid: string; body: string; status: string; errorCode?: number | null; dateCreated: Date };

function foundAmong(recent: readonly Recent[], delivery: ClaimedDelivery): Answer {
  const since = new Date(delivery.createdAt.getTime() - clockSlackMs);
  const found = recent.find(({ body, dateCreated }) => body === delivery.body && !(dateCreated < since));
  if (!found) return { outcome: "not_sent", detail: "Asked: the service has no such message." };
  const { status, errorCode: code, sid } = found;
  return answerOfReceipt({ status, code: code ?? null }, sid);
}

/** The library cannot be interrupted: a text under way when the worker must stop is unknown, and looked up later. */
function unlessStopped(stopping: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  const stopped = new Promise<Answer>((resolve) => {
    const stop = () => resolve({ outcome: "unknown", detail: "The worker was stopped before the answer came." });
    stopping.addEventListener("abort", stop, { once: true });
    void answer.finally(() => stopping.removeEventListener("abort", stop));
  });
  return Promise.race([answer, stopped]);
}

/** Loaded when the first text goes: the library is large. */
async function client(account: TwilioAccount, patienceMs: number) {
  const [{ default: twilio }, { gateway }] = await Promise.all([
    import("twilio"),
    import("@/lib/deliveries/channels/gateway"),
  ]);
  return twilio(account.sid, account.token, { httpClient: gateway(account.base, patienceMs) });
}

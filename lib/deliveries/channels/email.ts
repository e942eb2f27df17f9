import type { Channel } from "@/lib/deliveries/channels/channel";
import { MailPools } from "@/lib/deliveries/channels/mail-pools";
import { mailServer } from "@/lib/deliveries/channels/settings";
import { withoutSecrets } from "@/lib/deliveries/channels/strike-out";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { fillLinks } from "@/lib/deliveries/fill-links";
import { type Answer, calendarName } from "@/lib/deliveries/rules";
import { brokenMailbox } from "@/lib/deliveries/rules-of-reach";
import { takesOut } from "@/lib/pickup/calendar-entry";
import { getShop } from "@/lib/settings/queries";

/** For all of one mail, below the lease: a server can trickle. */
const longestMs = 60_000;

/**
 * Mail by SMTP. A mail whose answer was lost after its content began to go is unknown. Nobody can be asked about it, so to resolve it is to send it
 * once more, when its time has come, under the same Message-ID.
 */
export const email: Channel = emailWithin(15_000);

/** The same with another patience, in milliseconds, for connecting, the greeting and each silence of the server. */
export function emailWithin(patienceMs: number): Channel {
  const pools = new MailPools(patienceMs);
  return {
    send: (delivery, stopping) => send(pools, delivery, stopping),
    resolve: (delivery, stopping) => send(pools, delivery, stopping),
  };
}

async function send(pools: MailPools, delivery: ClaimedDelivery, stopping: AbortSignal): Promise<Answer> {
  const server = mailServer();
  if (!server) return { outcome: "kept", detail: "No mail server is set." };
  const filled = await fillLinks(delivery);
  if (!filled) return linkGone;
  const { transport, contentOf } = pools.to(server.url);
  const messageId = messageIdOf(delivery.id, server.from);
  const letter = { ...(await envelope(filled, server.from)), messageId };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(longestMs)]);
  try {
    const sent = await transport.sendMail({ ...letter, signal });
    return { outcome: "delivered", detail: sent.response, providerId: messageId };
  } catch (error) {
    const begun = contentOf.get(messageId)?.readableDidRead ?? false;
    if (stopping.aborted && !begun) return handedBack;
    return withoutSecrets(answerOf(error as MailError, begun), secretsOf(server.url));
  } finally {
    contentOf.delete(messageId);
  }
}

const linkGone: Answer = {
  outcome: "refused",
  detail:
    "The link or code in it was used, withdrawn, is too old, or cannot be read with this SECRETS_KEY, so it was not sent.",
};

const handedBack: Answer = { outcome: "handed_back", detail: "The worker was stopped before it began to send." };

async function envelope(delivery: ClaimedDelivery, from: string) {
  const replyTo = delivery.place === "customer" ? (await getShop()).email : "";
  return {
    from,
    to: { name: "", address: delivery.address },
    ...(replyTo && { replyTo }),
    subject: delivery.subject,
    text: delivery.body,
    html: delivery.html,
    ...(delivery.calendar && { attachments: [calendarFile(delivery.calendar)] }),
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** RFC 6047 wants the method beside the type too. */
function calendarFile(content: string) {
  const method = takesOut(content) ? "CANCEL" : "PUBLISH";
  return { filename: calendarName, content, contentType: `text/calendar; charset=utf-8; method=${method}` };
}

/** The same for every try of one delivery, so that servers and people can drop a copy. */
function messageIdOf(deliveryId: string, from: string): string {
  return `<${deliveryId}@${/@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? "localhost"}>`;
}

/** What a server that repeats how we signed in would say. */
function secretsOf(serverUrl: string): string[] {
  const { username, password } = new URL(serverUrl);
  const [user, secret] = [decoded(username), decoded(password)];
  return [secret, ...[secret, `\0${user}\0${secret}`].map((text) => Buffer.from(text).toString("base64"))];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type MailError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/** A server that answered has told; silence counts against the mail only once its content began to go. */
function answerOf(error: MailError, begun: boolean): Answer {
  const detail = error.message;
  const status = error.responseCode;
  if (status !== undefined) return { ...ofServer(error, status), status, detail };
  if (error.code === "EENVELOPE") return { outcome: "refused", detail, because: "no_mailbox" };
  return { outcome: begun ? "unknown" : "failed", detail };
}

/** A 5xx about the recipient or the message is for good; one about us, such as a wrong password, can be put right. */
function ofServer({ command = "", response = "" }: MailError, status: number): Pick<Answer, "outcome" | "because"> {
  if (status < 500 || status === 503) return { outcome: "failed" };
  if (command === "RCPT TO") return { outcome: "refused", because: brokenMailbox(status, response) };
  return { outcome: command === "DATA" ? "refused" : "failed" };
}

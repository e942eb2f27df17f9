import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { maskSecrets } from "@/lib/deliveries/mask";
import { codeToSend } from "@/lib/people/code-queries";
import { withoutAddress } from "@/lib/pickup/calendar-entry";

const pageSize = 50;

export type KeptMessage = {
  id: string;
  channel: "email" | "text";
  address: string;
  subject: string;
  body: string;
  html: string;
  calendar: string;
  orderId: string | null;
  createdAt: Date;
  toActOn: ToActOn | null;
};

/** What a customer needs of a message to go on: the code that they enter, or the page of their place in line. */
export type ToActOn = { code: string } | { path: string };

const fields = {
  ...{ id: true, channel: true, address: true, subject: true, body: true, html: true, calendar: true },
  ...{ orderId: true, createdAt: true },
} as const;

/**
 * What is kept because nothing is set up to send it, as it would look, newest first; secret links masked. While still nothing is, each says what its customer
 * needs of it: nobody else could bring it to them.
 */
export async function listOutbox({ cursor }: { cursor?: string | undefined } = {}): Promise<{
  messages: KeptMessage[];
  next: string | null;
}> {
  const found = await reading(() =>
    db().delivery.findMany({
      where: { state: "kept", channel: { in: ["email", "text"] }, ...(cursor && { id: { lt: cursor } }) },
      orderBy: { id: "desc" },
      take: pageSize + 1,
      select: fields,
    }),
  );
  const messages = await Promise.all(found.slice(0, pageSize).map(toKept));
  return { messages, next: found.length > pageSize ? (messages.at(-1)?.id ?? null) : null };
}

type Found = Omit<KeptMessage, "channel" | "toActOn"> & { channel: string };

async function toKept(message: Found): Promise<KeptMessage> {
  const channel = message.channel as KeptMessage["channel"];
  return {
    ...{ ...message, channel },
    body: maskSecrets(message.body),
    html: maskSecrets(message.html),
    calendar: withoutAddress(message.calendar),
    toActOn: canSend(channel) ? null : await toActOn(message.body),
  };
}

async function toActOn(body: string): Promise<ToActOn | null> {
  const [codeId] = body.match(/\bcod_[0-9A-Z]{26}\b/) ?? [];
  const code = codeId && (await codeToSend(codeId));
  if (code) return { code };
  const [path] = body.match(/\/waiting\/[\w-]{22}\b/) ?? [];
  return path ? { path } : null;
}

/** What the shop can send: without it, messages are kept and the page says so. */
export function whatSends(): { email: boolean; text: boolean } {
  return { email: canSend("email"), text: canSend("text") };
}

async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw translateTrouble(error);
  }
}

import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { maskSecrets } from "@/lib/deliveries/mask";
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
};

const fields = {
  ...{ id: true, channel: true, address: true, subject: true, body: true, html: true, calendar: true },
  ...{ orderId: true, createdAt: true },
} as const;

/** What is kept because nothing is set up to send it, as it would look, newest first; secret links masked. */
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
  const messages = found.slice(0, pageSize).map((message) => ({
    ...message,
    channel: message.channel as KeptMessage["channel"],
    body: maskSecrets(message.body),
    html: maskSecrets(message.html),
    calendar: withoutAddress(message.calendar),
  }));
  return { messages, next: found.length > pageSize ? (messages.at(-1)?.id ?? null) : null };
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

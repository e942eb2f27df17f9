import type { DeliveryChannel } from "@/lib/deliveries/status";

/** What is wrong with an address that does not work, as it goes on after "The email to maya@example.org did not arrive:". */
export const brokenWords = {
  no_mailbox: "no such mailbox",
  no_mail_there: "no mail is taken there",
  mailbox_off: "the mailbox is switched off",
  mailbox_full: "the mailbox is full",
  refused: "their mail server refused it",
  no_number: "no such number",
  no_texts_there: "it takes no texts",
  phone_away: "the phone could not be reached",
  phone_blocks: "the phone or its network blocks it",
} as const;
export type Broken = keyof typeof brokenWords;

/** Why a message was given up or withdrawn, where more is known than its answer says. */
export type Because = Broken | "stopped" | "contact_changed" | "no_longer_so";

/** What is wrong with the address, if that is why. */
export function brokenOf(because: string): Broken | null {
  return because in brokenWords ? (because as Broken) : null;
}

/** "The text to +44 7700 900148 did not arrive: no such number." */
export function unreachedWords(channel: DeliveryChannel, address: string, broken: Broken): string {
  return `The ${channel} to ${address} did not arrive: ${brokenWords[broken]}.`;
}

/** What a mail server's 5xx about a recipient says of the address: by its enhanced code (RFC 3463) if it gives one. */
export function brokenMailbox(status: number, words: string): Broken {
  const [, subject, detail] = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(words) ?? [];
  const known = subject === undefined ? byStatus[status] : byEnhanced[`${subject}.${detail}`];
  if (known) return known;
  return subject === "1" ? "no_mailbox" : "refused";
}

const byStatus: Readonly<Record<number, Broken>> = {
  550: "no_mailbox",
  551: "no_mailbox",
  552: "mailbox_full",
  553: "no_mailbox",
  556: "no_mail_there",
};

/** 5.1.7 and 5.1.8 are about the sender. */
const byEnhanced: Readonly<Record<string, Broken>> = {
  "1.2": "no_mail_there",
  "1.7": "refused",
  "1.8": "refused",
  "1.10": "no_mail_there",
  "2.1": "mailbox_off",
  "2.2": "mailbox_full",
};

/** What a text service's error says of the number; undefined if it is about something else. */
export function brokenNumber(code: number): Broken | undefined {
  return byCode[code];
}

const byCode: Readonly<Record<number, Broken>> = {
  21211: "no_number",
  21612: "no_texts_there",
  21614: "no_texts_there",
  21635: "no_texts_there",
  30003: "phone_away",
  30004: "phone_blocks",
  30005: "no_number",
  30006: "no_texts_there",
};

/** Twilio's error for a number that replied STOP. */
export const stoppedCode = 21610;

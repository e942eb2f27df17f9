/** The messages to customers whose words a shop may choose. */
export const messageKinds = ["placed", "changed", "ready", "cancelled"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A shop's own words for one message; empty: ours. `subject` and `closing` are an email's, `text` a text's. */
export type OwnWords = { subject: string; closing: string; text: string };
export type MessageWords = Record<MessageKind, OwnWords>;

/** What may stand between braces, and what it becomes. */
export const placeholders = {
  name: "the customer's first name",
  number: "the order's number",
  day: "the day to collect",
  total: "what it comes to",
  shop: "the shop's name",
} as const;
export type PlaceholderValues = Record<keyof typeof placeholders, string>;

export const noWords: MessageWords = {
  placed: { subject: "", closing: "", text: "" },
  changed: { subject: "", closing: "", text: "" },
  ready: { subject: "", closing: "", text: "" },
  cancelled: { subject: "", closing: "", text: "" },
};

/** What is said where a shop has no words of its own. */
export const ourWords: Readonly<Record<MessageKind, { subject: string; text: string }>> = {
  placed: { subject: "{shop}: order {number} is in", text: "order {number} is in. Collect {day}." },
  changed: {
    subject: "{shop}: order {number} is changed",
    text: "order {number} was changed: {total}, collect {day}.",
  },
  ready: { subject: "{shop}: order {number} is ready", text: "order {number} is ready to collect." },
  cancelled: { subject: "{shop}: order {number} is cancelled", text: "order {number} is cancelled." },
};

/** Words with every placeholder filled in. What stands in a value is not read again. */
export function fillWords(words: string, values: PlaceholderValues): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(placeholders, name) ? values[name as keyof PlaceholderValues] : whole,
  );
}

/** The first thing between braces that is no placeholder, or a brace that stands alone; null if all is well. */
export function wrongPlaceholder(words: string): string | null {
  const unknown = [...words.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !Object.hasOwn(placeholders, name!));
  if (unknown) return unknown[0];
  return /[{}]/.exec(words.replace(/\{\w+\}/g, ""))?.[0] ?? null;
}

/** What a database keeps as the shop's words, made whole: a message that is not in it has ours. */
export function readWords(kept: unknown): MessageWords {
  const own = (kind: MessageKind): OwnWords => {
    const found = ((kept ?? {}) as Partial<Record<MessageKind, Partial<OwnWords>>>)[kind] ?? {};
    return { ...noWords[kind], ...found };
  };
  return { placed: own("placed"), changed: own("changed"), ready: own("ready"), cancelled: own("cancelled") };
}

/** The minutes after which a mail whose answer was lost may be sent once more by itself, in words. */
export const patienceWords: Readonly<Record<number, string>> = {
  0: "Ask me",
  15: "Send it once more after 15 minutes",
  60: "Send it once more after an hour",
  240: "Send it once more after 4 hours",
};

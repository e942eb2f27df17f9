/** The letters about an order whose words a shop may choose, along its way. */
export const orderLetters = ["placed", "accepted", "ready", "reminder", "changed", "cancelled"] as const;
export type OrderLetter = (typeof orderLetters)[number];

/** Those to somebody in line. `back`: what they waited for is back, and kept for them; `gone`: none came back, and the list has ended. */
export const placeLetters = ["back", "gone"] as const;
export type PlaceLetterKind = (typeof placeLetters)[number];

/** Every letter whose words a shop may choose. */
export const messageKinds = [...orderLetters, ...placeLetters] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A shop's own words for one letter; empty: ours. `subject`, `opening` and `closing` are an email's, `text` a text's. */
export type OwnWords = { subject: string; opening: string; closing: string; text: string };
export type MessageWords = Record<MessageKind, OwnWords>;

/** How long each part may be, in characters as they are typed. */
export const longestWords = { subject: 140, opening: 600, closing: 600, text: 120 } as const;

/** When customers are reminded: not at all, so many hours before the pickup, or at an hour of the evening before. */
export const pickupRemindings = ["never", "hours", "evening"] as const;
export type PickupReminding = (typeof pickupRemindings)[number];

const none: OwnWords = { subject: "", opening: "", closing: "", text: "" };

export const noWords: MessageWords = everyKind(() => none);

/** What is said where a shop has no words of its own. */
export const ourWords: Readonly<MessageWords> = {
  placed: {
    subject: "{shop}: order {number} is in",
    opening: "Thank you, {name}. We will have it ready for you on {pickup}.",
    closing: "",
    text: "order {number} is in. Collect {pickup}.",
  },
  accepted: {
    subject: "{shop}: order {number} is accepted",
    opening: "{name}, we have seen your order and it is in good hands. There is nothing you need to do.",
    closing: "",
    text: "order {number} is accepted. Collect {pickup}.",
  },
  ready: {
    subject: "{shop}: order {number} is ready",
    opening: "{name}, it is packed and waits for you.",
    closing: "",
    text: "order {number} is ready to collect.",
  },
  reminder: {
    subject: "{shop}: order {number}, {pickup}",
    opening: "A small reminder, {name}: your order is for {pickup}. We look forward to seeing you.",
    closing: "",
    text: "a reminder: collect order {number} {pickup}, {hours}.",
  },
  changed: {
    subject: "{shop}: order {number} is changed",
    opening: "{name}, we changed your order. This is what is different.",
    closing: "",
    text: "order {number} was changed: {total}, collect {pickup}.",
  },
  cancelled: {
    subject: "{shop}: order {number} is cancelled",
    opening: "{name}, your order for {pickup} is cancelled.",
    closing: "",
    text: "order {number} is cancelled.",
  },
  back: {
    subject: "{shop}: {item} is kept for you until {until}",
    opening: "{name}, it is your turn. {item} came back, and we keep it for you until {until}. Collect it {pickup}.",
    closing: "If you do not order by then, it goes to the next in line.",
    text: "{item} is kept for you until {until}.",
  },
  gone: {
    subject: "{shop}: {item} did not come back",
    opening:
      "{name}, you waited for {item}, {pickup}. None came back for you, and this waiting list has ended. We are sorry.",
    closing: "",
    text: "{item} did not come back ({pickup}). The waiting list has ended.",
  },
};

/** What opens the letter about a change that the customer made, whatever a shop says of its own changes. */
export const ownChangeOpening = "{name}, your order is changed as you wished. This is what is different.";

/** A letter's words as they are in force: the shop's own, or ours. */
export function wordsInForce(kind: MessageKind, own: MessageWords): OwnWords {
  const { subject, opening, closing, text } = own[kind];
  const ours = ourWords[kind];
  return {
    subject: subject || ours.subject,
    opening: opening || ours.opening,
    closing: closing || ours.closing,
    text: text || ours.text,
  };
}

/** What was typed as it is kept: where it says what we say, nothing, so that better words of ours reach the shop. */
export function ownOnly(kind: MessageKind, typed: OwnWords): OwnWords {
  const ours = ourWords[kind];
  const own = (part: keyof OwnWords) => (typed[part] === ours[part] ? "" : typed[part]);
  return { subject: own("subject"), opening: own("opening"), closing: own("closing"), text: own("text") };
}

/** What a database keeps as the shop's words, made whole: a letter that is not in it has ours. */
export function readWords(kept: unknown): MessageWords {
  const found = (kept ?? {}) as Partial<Record<MessageKind, Partial<OwnWords>>>;
  return everyKind((kind) => ({ ...none, ...found[kind] }));
}

/** Whether a letter goes to somebody in line, and is about no order. */
export function isPlaceLetter(kind: MessageKind): kind is PlaceLetterKind {
  return (placeLetters as readonly string[]).includes(kind);
}

function everyKind<Value>(value: (kind: MessageKind) => Value): Record<MessageKind, Value> {
  return Object.fromEntries(messageKinds.map((kind) => [kind, value(kind)])) as Record<MessageKind, Value>;
}

/** The minutes after which a mail whose answer was lost may be sent once more by itself, in words. */
export const patienceWords: Readonly<Record<number, string>> = {
  0: "Ask me",
  15: "Send it once more after 15 minutes",
  60: "Send it once more after an hour",
  240: "Send it once more after 4 hours",
};

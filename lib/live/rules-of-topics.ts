import type { LiveData, LiveKind, LiveMessage, TopicMessage } from "@/lib/live/rules";
import { daysAhead } from "@/lib/pickup/rules";
import { addDays, dayOf, isDay } from "@/lib/time";

type Form<Data> = {
  /** What a topic of this kind is called: alone, or before a colon and its subject. */
  name: string;
  /** Whether a text can be the subject; "" is that of a kind with one topic only. */
  isSubject: (text: string) => boolean;
  subjectOf: (data: Data) => string;
};

/** How topics are written, by kind: `stock:2026-11-28`, `slots:2026-11-28`, `ordering`, `order:<token>`, `admin`. */
const forms: { [Kind in LiveKind]: Form<LiveData[Kind]> } = {
  stock: { name: "stock", isSubject: isDay, subjectOf: ({ day }) => day },
  slots: { name: "slots", isSubject: isDay, subjectOf: ({ day }) => day },
  ordering: { name: "ordering", isSubject: (text) => text === "", subjectOf: () => "" },
  order: { name: "order", isSubject: isToken, subjectOf: ({ token }) => token },
  cart: { name: "cart", isSubject: isCartId, subjectOf: ({ cartId }) => cartId },
  place: { name: "place", isSubject: isToken, subjectOf: ({ token }) => token },
  board: { name: "admin", isSubject: (text) => text === "", subjectOf: () => "" },
};

/** Every kind of topic; also the events of a stream that are about one. */
export const liveKinds = Object.keys(forms) as LiveKind[];

export type LiveTopic = { kind: LiveKind; subject: string };

/** How many topics one page may follow. */
const topicsPerStream = 8;

/** What a text names as a topic; null for anything that names none. */
export function parseTopic(text: string): LiveTopic | null {
  const [name = "", ...rest] = text.split(":");
  const subject = rest.join(":");
  const kind = liveKinds.find((one) => forms[one].name === name);
  if (!kind || !forms[kind].isSubject(subject)) return null;
  return topicText(kind, subject) === text ? { kind, subject } : null;
}

/** The topics of a `?topics=` list, each once; null if one of them is none or they are too many. */
export function parseTopics(list: string | null): string[] | null {
  const topics = [...new Set((list ?? "").split(",").filter(Boolean))];
  if (topics.length === 0 || topics.length > topicsPerStream) return null;
  return topics.every(parseTopic) ? topics : null;
}

/** Whether a topic is about a day that no customer's page shows: before yesterday, or later than can be ordered for. */
export function isFar(topic: string, now: Date): boolean {
  const { kind, subject } = parseTopic(topic) ?? {};
  if (subject === undefined || (kind !== "stock" && kind !== "slots")) return false;
  // By the calendar of UTC, and a day more: no shop's is further from it.
  const today = dayOf(now, "UTC");
  return subject < addDays(today, -2) || subject > addDays(today, daysAhead);
}

/** A topic as it is written. */
export function topicText(kind: LiveKind, subject: string): string {
  return subject === "" ? forms[kind].name : `${forms[kind].name}:${subject}`;
}

/** The topic that a message is about; null for one about the stream itself. */
export function topicOf(message: LiveMessage): string | null {
  return isAboutTopic(message) ? topicText(message.event, subjectOf(message)) : null;
}

function isAboutTopic(message: LiveMessage): message is TopicMessage {
  return message.event in forms;
}

function subjectOf<Kind extends LiveKind>(message: TopicMessage<Kind>): string {
  const { event, data } = message as { event: Kind; data: LiveData[Kind] };
  return forms[event].subjectOf(data);
}

function isCartId(text: string): boolean {
  return /^crt_\w{1,40}$/.test(text);
}

function isToken(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

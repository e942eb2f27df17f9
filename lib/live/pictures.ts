import type { Picture } from "@/lib/live/picture";
import type { LiveKind, LiveMessage } from "@/lib/live/rules";
import { type LiveTopic, parseTopic, topicText } from "@/lib/live/rules-of-topics";
import { sources } from "@/lib/live/sources";

/** Reads topics of one kind at once. A topic about which there is nothing to say is left out. */
export async function readPictures(kind: LiveKind, topics: readonly string[]): Promise<Map<string, Picture>> {
  const read = await sources[kind].read(topics.map((topic) => parsed(topic).subject));
  return new Map([...read].map(([subject, picture]) => [topicText(kind, subject), picture]));
}

/** The messages that tell a newcomer everything about these topics. */
export async function readMessages(topics: readonly string[]): Promise<LiveMessage[]> {
  const kinds = Map.groupBy(topics, kindOf);
  const read = await Promise.all([...kinds].map(([kind, some]) => readPictures(kind, some)));
  return read.flatMap((pictures) => [...pictures.values()].map(({ say }) => say("all")));
}

/** The kind of a topic that `parseTopics` let through. */
export function kindOf(topic: string): LiveKind {
  return parsed(topic).kind;
}

function parsed(topic: string): LiveTopic {
  const found = parseTopic(topic);
  if (!found) throw new Error(`There is no live topic ${JSON.stringify(topic)}.`);
  return found;
}

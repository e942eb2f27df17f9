import { readBoard, readLevels, readOrders } from "@/lib/live/queries";
import { type LiveLevel, type LiveMessage, type LiveTopic, parseTopic } from "@/lib/live/rules";

export type LiveKind = LiveTopic["kind"];

/** A topic as the database has it: its rows by key, each with a mark that changes when the row does. */
export type Picture = {
  marks: ReadonlyMap<string, string>;
  /** The message that says the rows under these keys, or all of them. */
  say: (keys: ReadonlySet<string> | "all") => LiveMessage;
};

/** Reads topics of one kind, in one statement. A topic about which there is nothing to say is left out. */
export async function readPictures(kind: LiveKind, topics: readonly string[]): Promise<Map<string, Picture>> {
  if (kind === "stock") return stockPictures(topics);
  return kind === "order" ? orderPictures(topics) : boardPicture();
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

async function stockPictures(topics: readonly string[]): Promise<Map<string, Picture>> {
  const days = topics.map((topic) => topic.slice("stock:".length));
  const read = await readLevels(days);
  return new Map([...read].map(([day, levels]) => [`stock:${day}`, stockPicture(day, levels)]));
}

function stockPicture(day: string, levels: readonly LiveLevel[]): Picture {
  const mark = ({ version, available }: LiveLevel) => `${version}:${available}`;
  return {
    marks: new Map(levels.map((level) => [level.variantId, mark(level)])),
    say: (keys) => ({
      event: "stock",
      data: { day, levels: levels.filter(among(keys, (level) => level.variantId)), whole: keys === "all" },
    }),
  };
}

async function orderPictures(topics: readonly string[]): Promise<Map<string, Picture>> {
  const read = await readOrders(topics.map((topic) => topic.slice("order:".length)));
  const picture = (order: NonNullable<ReturnType<typeof read.get>>): Picture => ({
    marks: new Map([["order", `${order.revision}`]]),
    say: () => ({ event: "order", data: order }),
  });
  return new Map([...read].map(([token, order]) => [`order:${token}`, picture(order)]));
}

async function boardPicture(): Promise<Map<string, Picture>> {
  const board = await readBoard();
  const rest = JSON.stringify([board.counts, board.trouble]);
  const picture: Picture = {
    marks: new Map([["rest", rest], ...board.orders.map(({ id, revision }) => [id, `${revision}`] as const)]),
    say: (keys) => ({
      event: "board",
      data: { ...board, orders: board.orders.filter(among(keys, (order) => order.id)), whole: keys === "all" },
    }),
  };
  return new Map([["admin", picture]]);
}

function among<Row>(keys: ReadonlySet<string> | "all", key: (row: Row) => string): (row: Row) => boolean {
  return (row) => keys === "all" || keys.has(key(row));
}

function parsed(topic: string): LiveTopic {
  const found = parseTopic(topic);
  if (!found) throw new Error(`There is no live topic ${JSON.stringify(topic)}.`);
  return found;
}

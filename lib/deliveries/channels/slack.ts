import { type Bytes, eachAlone, type Kind, type Surroundings, type Target } from "@/lib/deliveries/channels/kind";
import { Poster } from "@/lib/deliveries/channels/poster";
import { appUrl } from "@/lib/deliveries/channels/settings";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { StockEvent } from "@/lib/deliveries/stock-payload";
import { becameWords } from "@/lib/deliveries/words-of-events";
import { levelWords } from "@/lib/deliveries/words-of-levels";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import { changeWords, pickupWords } from "@/lib/orders/words-of-change";

/** Slack takes about one message a second. */
const restMs = 1_000;
const mostLines = 20;

/**
 * Messages by a Slack incoming webhook. A try whose answer was lost is made again, and may be there twice: the order's number stands first, so that
 * people see it.
 */
export const slack: Kind = slackWithin(15_000);

/** The same with another patience, in milliseconds for one message, and another rest after it. */
export function slackWithin(patienceMs: number, rest = restMs): Kind {
  const poster = new Poster(patienceMs);
  const headers = { "content-type": "application/json" };
  const send = eachAlone(({ body }, { secrets }, stopping) =>
    poster.post(secrets[0] ?? "", { body, headers, stopping }),
  );
  return { channel: "slack", sideBySide: 1, restMs: rest, alone: true, prepare, prepareStock, send, resolve: send };
}

function prepare(event: OrderEvent, { address, personal }: Target, _: Surroundings): Bytes {
  const { snapshot: order, previous, type } = event;
  const { name } = order.customer;
  const total = formatMoney(order.totalMinor, order.currency, order.locale);
  const who = personal && name ? `${name}, ` : "";
  const head = `*${orderNumber(order)}* ${becameWords[type] ?? type}: ${who}${pickupWords(order)}, ${total}`;
  const lines = type === "order.changed" ? changeWords(order, personal ? (previous ?? {}) : {}) : linesOf(event);
  const note = personal && order.note ? [`“${order.note}”`] : [];
  return { address, body: textBody([head, ...lines, ...note], `/admin/orders/${order.id}|Open the order`) };
}

function prepareStock({ type, snapshot }: StockEvent, { address }: Target, { shop }: Surroundings): Bytes {
  const { name, became, numbers, path } = levelWords(type, snapshot, shop);
  return { address, body: textBody([`*${name}* ${became}`, numbers], `${path}|Open the stock`) };
}

function textBody(lines: readonly string[], link: string): string {
  return JSON.stringify({ text: [...lines.map(escaped), `<${appUrl()}${link}>`].join("\n") });
}

function linesOf({ snapshot: { lines } }: OrderEvent): string[] {
  const words = lines.map(({ quantity, itemName, variantName }) => `${quantity} × ${itemName} ${variantName}`.trim());
  return words.length > mostLines ? [...words.slice(0, mostLines), `and ${words.length - mostLines} more`] : words;
}

/** Slack's three control characters: what a customer types neither links nor calls anybody. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import { email } from "@/lib/deliveries/channels/email";
import { type Bytes, eachAlone, type Kind, type Surroundings, type Target } from "@/lib/deliveries/channels/kind";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { OrderEvent } from "@/lib/deliveries/payload";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import type { StockEvent } from "@/lib/deliveries/stock-payload";
import { withoutPersons } from "@/lib/deliveries/without-persons";
import { levelWords } from "@/lib/deliveries/words-of-levels";

/** A mail to somebody who is not on the staff: each order as it comes, or, if they chose a summary, nothing here. */
export const colleague: Kind = {
  channel: "email",
  sideBySide: 4,
  restMs: 0,
  alone: false,
  prepare,
  prepareStock,
  send: eachAlone((delivery, _, stopping) => email.send(delivery, stopping)),
  resolve: eachAlone((delivery, _, stopping) => email.resolve(delivery, stopping)),
};

async function prepare(event: OrderEvent, target: Target, { shop }: Surroundings): Promise<Bytes | null> {
  if (target.settings.when === "daily") return null;
  const { snapshot, type } = target.personal ? event : withoutPersons(event);
  return {
    address: target.address,
    ...(await renderEmail.colleague(snapshot, { shop, above: exportedEvents[type] ?? type })),
  };
}

async function prepareStock(
  { type, snapshot }: StockEvent,
  target: Target,
  { shop }: Surroundings,
): Promise<Bytes | null> {
  if (target.settings.when === "daily") return null;
  const { name, became, numbers, path } = levelWords(type, snapshot, shop);
  const press = { path, words: "Open the stock" };
  const mail = await renderEmail.staff_news({ title: `${name} ${became}`, paragraphs: [numbers], press }, shop);
  return { address: target.address, ...mail };
}

import type { CancelledAll } from "@/lib/customers/cancel-all-orders";
import type { Erased } from "@/lib/customers/erase-customer";
import type { ErasedWaiting } from "@/lib/customers/erase-who-waits";
import type { Sums } from "@/lib/customers/queries";

/** What came of cancelling all open orders of somebody, in a sentence or three. */
export function allCancelledWords({ cancelled, left, newer }: CancelledAll): string {
  const did = cancelled.length === 0 ? "Nothing was cancelled." : `${list(cancelled)} cancelled.`;
  const stays = left.map(({ number, words }) => `${number}: ${words}`).join(" ");
  const came = newer.length === 0 ? "" : `${list(newer)} came meanwhile and ${newer.length === 1 ? "is" : "are"} open.`;
  return [did, stays, came].filter(Boolean).join(" ");
}

/** What came of erasing somebody. */
export function erasedWords({ orders, withdrawn }: Erased): string {
  const of = orders === 1 ? "1 order" : `${orders} orders`;
  const messages = withdrawn === 1 ? "1 message was withdrawn" : `${withdrawn} messages were withdrawn`;
  return `Erased from ${of}${withdrawn > 0 ? `; ${messages}` : ""}`;
}

/** What came of erasing somebody who ordered nothing. */
export function erasedWaitingWords({ places, wishes }: ErasedWaiting): string {
  const from = [
    places > 0 && (places === 1 ? "1 waiting list" : `${places} waiting lists`),
    wishes > 0 && (wishes === 1 ? "1 drop" : `${wishes} drops`),
  ].filter(Boolean);
  return `Erased from ${from.join(" and ")}`;
}

/** "2 orders, 1 open". */
export function ordersWords({ orders, open }: Pick<Sums, "orders" | "open">): string {
  return `${orders === 1 ? "1 order" : `${orders} orders`}${open > 0 ? `, ${open} open` : ""}`;
}

function list(numbers: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(numbers);
}

const endings: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
const plural = new Intl.PluralRules("en", { type: "ordinal" });

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/** What is known of whoever placed an order: "Fifth order, all collected". An order that is not their last is one of so many. */
export function knownWords({ orders, open, completed, notCollected, lastAt }: Sums, placedAt: Date): string {
  const last = lastAt === null || lastAt <= placedAt;
  const nth = ordinals[orders - 1] ?? `${orders}${endings[plural.select(orders)] ?? "th"}`;
  const which = last ? `${nth} order` : `One of ${orders} orders`;
  if (notCollected > 0) return `${which}, ${notCollected} not collected`;
  return completed > 0 && completed === orders - open ? `${which}, all collected` : which;
}

import { shortSentence } from "@/components/cart/short-words";
import { fullName } from "@/lib/catalog/rules";
import { blocks, type CartLine } from "@/lib/checkout/rules";

/** What has become of a cart's lines while their page was open, to be read out; empty where it makes no difference. */
export function newsOfLines(before: readonly CartLine[], now: readonly CartLine[]): string {
  return now
    .map((line) => {
      const was = before.find(({ variantId }) => variantId === line.variantId);
      return was && standingOf(was) !== standingOf(line) ? sentenceOf(line, was) : "";
    })
    .filter(Boolean)
    .join(" ");
}

const fewUnits = 5;

/** All that a customer sees of what is left of a line: while this stays the same, so does the page. */
export function standingOf({ notices, quantity, most, available }: CartLine): string {
  return JSON.stringify([notices, quantity < most, Math.min(available, fewUnits + 1)]);
}

function sentenceOf(line: CartLine, was: CartLine): string {
  const name = fullName(line.itemName, line.variantName);
  if (line.notices.some(blocks)) return shortSentence(name, line.quantity, line.most);
  if (was.notices.some(blocks)) return `There is enough of ${name} again.`;
  if (line.available > fewUnits || line.available === was.available) return "";
  return line.available === 1 ? `${name}: last one.` : `${name}: ${line.available} left.`;
}

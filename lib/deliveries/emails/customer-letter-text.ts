import type { CustomerLetter } from "@/lib/deliveries/emails/customer-letter";
import type { Shop } from "@/lib/settings/queries";

/** A letter's plain part: all that it says, in the same order as the other part. */
export function customerLetterText(letter: CustomerLetter, shop: Shop): string {
  const blocks = [
    [shop.name],
    [letter.title.toUpperCase()],
    [...letter.opening],
    letter.changes.map((words) => `- ${words}`),
    [`Order ${letter.number}`, letter.numberWords],
    collectLines(letter.collect),
    orderedLines(letter),
    [letter.payment],
    [`${letter.order.words}: ${letter.order.href}`],
    [...letter.closing],
    [letter.help],
    ["--", [shop.name, shop.address].filter(Boolean).join(", "), letter.why],
  ];
  const written = blocks.map((lines) => lines.filter(Boolean).join("\n"));
  return written.filter(Boolean).join("\n\n");
}

function collectLines(collect: CustomerLetter["collect"]): string[] {
  if (!collect) return [];
  const { day, hours, address, map, directions, calendar } = collect;
  return ["TO COLLECT", [day, hours].filter(Boolean).join(", "), address, directions, map && `Map: ${map}`, calendar];
}

function orderedLines({ lines, sums }: CustomerLetter): string[] {
  return [
    "WHAT WAS ORDERED",
    ...lines.map(({ words, detail, price }) => `${[words, detail].filter(Boolean).join(", ")}: ${price}`),
    ...sums.map(({ words, amount }) => `${words}: ${amount}`),
  ];
}

import { decimalMoney, exampleMoney, parseMoney } from "@/lib/money";

/** The most that one unit may cost, in minor units. */
const mostMinor = 100_000_000;

/** A price as people write it, in minor units of a currency; 0 where it is wrong. The words say what a currency's amounts look like. */
export function priceAt(words: string, currency: string, wrong: (message: string) => void): number {
  const minor = parseMoney(words, currency);
  if (minor === null || minor > mostMinor)
    wrong(
      `Please give a price in ${currency}, such as ${exampleMoney(currency)}; at most ${decimalMoney(mostMinor, currency)}.`,
    );
  return minor ?? 0;
}

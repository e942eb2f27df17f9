import { moneyFormat } from "@/lib/formats";

/** An amount in minor units as people write it: 480 GBP → "£4.80", 500 JPY → "¥500". */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return moneyFormat(locale, currency).format(minor / 10 ** digitsOf(currency));
}

/** An amount in minor units as machines read it: 480 GBP → "4.80", 500 JPY → "500". */
export function decimalMoney(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** What an amount looks like to a machine: "4.80" for GBP, "480" for JPY, "4.800" for KWD. */
export function exampleMoney(currency: string): string {
  const digits = digitsOf(currency);
  return digits === 0 ? "480" : (4.8).toFixed(digits);
}

/**
 * What people type as an amount, in minor units: "4.80", "4,80 €" or "£4.80" → 480, "1,250" JPY → 1250. Null if it is no amount, has more decimals than the
 * currency knows, or is below nothing. A point or comma before exactly three digits at the end sets thousands apart where the currency has not three.
 */
export function parseMoney(words: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const plain = words.replace(/[\s'’\u00A0\u202F]/g, "");
  const match = /^\D{0,4}?(\d[\d.,]*)(?:\p{Sc}|[A-Z]{3})?$/u.exec(plain);
  if (!match || /-/.test(plain)) return null;
  const [whole, part] = splitAmount(match[1]!, digits);
  if (!/^\d{1,10}$/.test(whole) || part.length > digits) return null;
  const minor = Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || "0");
  return minor <= 2_147_483_647 ? minor : null;
}

function splitAmount(words: string, digits: number): [whole: string, part: string] {
  const at = Math.max(words.lastIndexOf("."), words.lastIndexOf(","));
  const after = at < 0 ? "" : words.slice(at + 1);
  const isPart = at >= 0 && digits > 0 && (after.length !== 3 || digits === 3);
  const whole = isPart ? words.slice(0, at) : words;
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(whole) && !(isPart && whole.includes(words[at]!));
  return [isGrouped ? whole.replace(/[.,]/g, "") : whole, isPart ? after : ""];
}

/** The sum of price × quantity over lines, in minor units. */
export function totalOf(lines: readonly { unitPriceMinor: number; quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
}

/** How many decimals a currency has. */
function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

/** Asked for once: a format takes longer to make than a thousand amounts to read. */
const digits = new Map<string, number>();

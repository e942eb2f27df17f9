import type { MessageKind } from "@/lib/settings/words";

/** What may stand between braces, and what it becomes. */
const placeholders = {
  name: "the customer’s first name",
  number: "the order’s number",
  pickup: "the day to collect",
  hours: "when you are open that day",
  total: "what it comes to",
  shop: "the shop’s name",
  item: "what was waited for, and how many",
  until: "until when it is kept",
} as const;
export type Placeholder = keyof typeof placeholders;
export type PlaceholderValues = Record<Placeholder, string>;

const ofOrders = ["name", "number", "pickup", "hours", "total", "shop"] as const;
const ofOffers = ["name", "item", "until", "pickup", "shop"] as const;
const ofEnds = ["name", "item", "pickup", "shop"] as const;

/** What may stand between braces in a letter, each with what it becomes. */
export function placeholdersOf(kind: MessageKind): [Placeholder, string][] {
  return namesIn(kind).map((name) => [name, placeholders[name]]);
}

function namesIn(kind: MessageKind): readonly Placeholder[] {
  if (kind === "gone") return ofEnds;
  return kind === "back" ? ofOffers : ofOrders;
}

/** What people call them elsewhere. */
const alsoCalled = new Map<string, Placeholder>([
  ...(["firstname", "customer", "customername", "fullname", "client"] as const).map(to("name")),
  ...(["order", "ordernumber", "orderid", "ordername", "id", "no", "nr"] as const).map(to("number")),
  ...(["day", "date", "pickupday", "pickupdate", "collect", "when", "weekday"] as const).map(to("pickup")),
  ...(["time", "times", "open", "opening", "openinghours", "slot", "window"] as const).map(to("hours")),
  ...(["amount", "price", "sum", "due", "totalprice", "cost"] as const).map(to("total")),
  ...(["product", "what", "thing", "bread"] as const).map(to("item")),
  ...(["deadline", "end", "keptuntil", "till"] as const).map(to("until")),
  ...(["store", "shopname", "storename", "bakery", "business"] as const).map(to("shop")),
]);

function to(placeholder: Placeholder) {
  return (called: string): [string, Placeholder] => [called, placeholder];
}

/** Words with every placeholder filled in. What stands in a value is not read again. Never fails: what is no placeholder stays as it is. */
export function fillWords(words: string, values: Partial<PlaceholderValues>): string {
  const given = values.name ? words : withoutName(words);
  return given.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Placeholder]! : whole,
  );
}

/** "{name}, it is packed" becomes "It is packed", and "Thank you, {name}." becomes "Thank you." */
function withoutName(words: string): string {
  return words
    .replace(/\{name\}[,:]?\s+(\p{L})/gu, (_, letter: string) => letter.toUpperCase())
    .replace(/,?\s*\{name\}/g, "");
}

/** The first thing between braces that is no placeholder, or a brace that stands alone; null if all is well. */
export function wrongPlaceholder(words: string, kind: MessageKind = "placed"): string | null {
  const names: readonly string[] = namesIn(kind);
  const unknown = [...words.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !names.includes(name!));
  if (unknown) return unknown[0];
  return /[{}]/.exec(words.replace(/\{\w+\}/g, ""))?.[0] ?? null;
}

/** What is wrong with the placeholders of some words, and what was probably meant; null if all is well. */
export function placeholderTrouble(words: string, kind: MessageKind = "placed"): string | null {
  const wrong = wrongPlaceholder(words, kind);
  if (!wrong) return null;
  if (wrong.length === 1) return `A ${wrong} stands alone. A placeholder is written {name}, with both braces.`;
  const near = nearPlaceholder(wrong, kind);
  const shown = wrong.length > 40 ? `${wrong.slice(0, 40)}…` : wrong;
  return `We do not know ${shown}. ${near ? `Did you mean {${near}}?` : `There are ${listed(kind)}.`}`;
}

function listed(kind: MessageKind): string {
  return new Intl.ListFormat("en-GB").format(namesIn(kind).map((name) => `{${name}}`));
}

/** The placeholder that something between braces comes close to; null if it is like none. */
export function nearPlaceholder(wrong: string, kind: MessageKind = "placed"): Placeholder | null {
  const names = namesIn(kind);
  const called = wrong
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  const known = alsoCalled.get(called) ?? names.find((name) => name === called);
  if (known && names.includes(known)) return known;
  const [nearest] = names
    .map((name) => ({ name, steps: stepsBetween(called, name) }))
    .sort((one, other) => one.steps - other.steps);
  return nearest && nearest.steps <= 2 && called.length > 2 ? nearest.name : null;
}

/** How many letters are to be added, taken away or put in another's place to come from one word to the other. */
function stepsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [at, wanted] of [...other].entries())
      line.push(Math.min(above[at + 1]! + 1, line[at]! + 1, above[at]! + (letter === wanted ? 0 : 1)));
    above = line;
  }
  return above.at(-1)!;
}

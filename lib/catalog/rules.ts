/** How a variant is named beside its item: "Whole loaf, 800 g", "900 g", or nothing where an item has only one. */
export function variantLabel(variant: { name: string; size: string }): string {
  return [variant.name, variant.size].filter(Boolean).join(", ");
}

/** How an item and its variant are named together: "Fernhill sourdough, 800 g". */
export function fullName(itemName: string, variantName: string): string {
  return variantName ? `${itemName}, ${variantName}` : itemName;
}

/** The fourteen allergens that the EU wants told, as a shop says them, and how words of its own mention them. */
const allergens = {
  gluten: { words: "gluten", mention: /gluten|wheat|\brye\b|barley|\boats?\b|spelt/i },
  crustaceans: { words: "crustaceans", mention: /crustacean|prawn|shrimp|crab|lobster/i },
  eggs: { words: "egg", mention: /\beggs?\b/i },
  fish: { words: "fish", mention: /fish/i },
  peanuts: { words: "peanuts", mention: /peanut/i },
  soya: { words: "soya", mention: /soy/i },
  milk: { words: "milk", mention: /milk/i },
  nuts: { words: "nuts", mention: /\bnuts?\b|almond|hazelnut|walnut|cashew|pecan|pistachio|macadamia/i },
  celery: { words: "celery", mention: /celer/i },
  mustard: { words: "mustard", mention: /mustard/i },
  sesame: { words: "sesame", mention: /sesame/i },
  sulphites: { words: "sulphites", mention: /sul(ph|f)it/i },
  lupin: { words: "lupin", mention: /lupin/i },
  molluscs: { words: "molluscs", mention: /mollus/i },
} as const;

export type Allergen = keyof typeof allergens;

export const allergenCodes = Object.keys(allergens) as [Allergen, ...Allergen[]];

/** An allergen as a shop says it. */
export function allergenName(code: Allergen): string {
  return allergens[code].words;
}

/**
 * What is said of allergens: those chosen that the shop's own words do not mention yet, then its words. "Milk. Wheat (gluten)". Kept in
 * `contains` and `may_contain`, which is all that pages, tickets and the API read.
 */
export function allergenWords(chosen: readonly Allergen[], note: string): string {
  const missing = chosen.filter((code) => !allergens[code].mention.test(note)).map(allergenName);
  const words = missing.join(", ");
  return [words && words[0]!.toUpperCase() + words.slice(1), note].filter(Boolean).join(". ");
}

export type ItemState = "draft" | "scheduled" | "on_sale" | "hidden" | "over" | "archived";

export type SaleTerms = {
  hiddenAt: Date | null;
  publishedAt: Date | null;
  archivedAt: Date | null;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  /** Whether a drop that has not begun keeps it from being ordered; whether all that decided about it are over. */
  waitsForDrop?: boolean;
  dropsOver?: boolean;
};

/** Where an item stands at an instant. By time alone: nothing has to happen for a scheduled item to go on sale. */
export function stateAt(
  { hiddenAt, publishedAt, archivedAt, onSaleFrom, onSaleUntil, ...drops }: SaleTerms,
  now: Date,
): ItemState {
  if (archivedAt) return "archived";
  if (hiddenAt) return publishedAt ? "hidden" : "draft";
  if ((onSaleUntil && onSaleUntil <= now) || drops.dropsOver) return "over";
  return (onSaleFrom && onSaleFrom > now) || drops.waitsForDrop ? "scheduled" : "on_sale";
}

/** A name as an address says it: "Café & Rye, 800 g" → "cafe-rye-800-g". */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase();
  const words = plain
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return words.slice(0, 80).replace(/-+$/, "") || "item";
}

/** The first of `wanted`, `wanted-2`, `wanted-3` ... that nobody has, whatever its case. */
export function firstFree(wanted: string, taken: Iterable<string>): string {
  const known = new Set([...taken].map((each) => each.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? wanted : `${wanted}-${count}`;
    if (!known.has(candidate.toLowerCase())) return candidate;
  }
}

/** A list with one of it moved to before another, or to the end. What is not in the list moves nothing. */
export function moved<Id>(ids: readonly Id[], id: Id, before: Id | null): Id[] {
  if (id === before) return [...ids];
  const others = ids.filter((each) => each !== id);
  const at = before === null ? others.length : others.indexOf(before);
  return at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
}

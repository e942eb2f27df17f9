import { refusals } from "@/lib/refusal";

export type TakenSku = { sku: string; item: string; itemId: string; archived: boolean };

export type CatalogRefusals = {
  sku_taken: { skus: TakenSku[] };
  slug_taken: { slug: string; item: string; itemId: string; former: boolean };
  photo_gone: Record<string, never>;
  variant_gone: Record<string, never>;
  /** Its levels hold units or promises, on these days; null is the one without a day. Or so many wait for them. */
  stock_in_the_way: { item: string; days: (string | null)[]; waiting: number };
  nothing_to_sell: { item: string };
  archived: { item: string };
  no_moment: Record<string, never>;
  already_past: Record<string, never>;
  ends_before_it_starts: Record<string, never>;
  category_not_empty: { category: string; items: number; archived: number };
  name_taken: { name: string };
  currency_changed: { currency: string };
  in_drop: { item: string; drop: string };
  /** Items that another drop has at that time. */
  drops_overlap: { items: { item: string; drop: string }[] };
  begins_in_the_past: Record<string, never>;
  drop_begun: Record<string, never>;
  drop_over: Record<string, never>;
  /** It began: there is nothing to wait for. */
  drop_open: Record<string, never>;
  drop_not_begun: Record<string, never>;
};

/** What the catalogue can refuse, with words for the person who asked. */
export const refuse: <Code extends keyof CatalogRefusals>(code: Code, detail: CatalogRefusals[Code]) => never =
  refusals<CatalogRefusals>({
    sku_taken: ({ skus }) =>
      skus
        .map(({ sku, item, archived }) => `The SKU ${sku} belongs to ${item}${archived ? ", which is archived" : ""}.`)
        .join(" "),
    slug_taken: ({ slug, item, former }) =>
      former
        ? `The address ${slug} was ${item}’s and still leads there. Please choose another.`
        : `The address ${slug} is ${item}’s. Please choose another.`,
    photo_gone: () => "This photo is no longer here. Please add it again.",
    variant_gone: () =>
      "One of these variants is no longer here. Nothing of yours was saved yet. Look again, then save.",
    stock_in_the_way: ({ item, days, waiting }) => {
      if (days.length === 0)
        return `${waiting === 1 ? "Somebody waits" : `${waiting} people wait`} for ${item}. Wait until it came, or take them off its waiting list, then change how it is counted.`;
      return days.includes(null)
        ? `${item} still has stock that keeps. Count it down to nothing and settle what is promised, then change how it is counted.`
        : `${item} still has stock or promises on ${days.length === 1 ? "a day" : `${days.length} days`} (${days.slice(0, 3).join(", ")}${days.length > 3 ? " …" : ""}). Count those down to nothing, then change how it is counted.`;
    },
    nothing_to_sell: ({ item }) => `${item} has no variant on sale. Turn one on first.`,
    archived: ({ item }) => `${item} is archived. Bring it back first.`,
    no_moment: () => "Please choose when it goes on sale, when it is hidden again, or both.",
    already_past: () => "The moment when it is hidden again is past. Please choose a later one.",
    ends_before_it_starts: () => "It would be hidden before it goes on sale. Please choose a later end.",
    category_not_empty: ({ category, items, archived }) =>
      archived === items
        ? `${category} still holds ${items === 1 ? "an archived item" : `${items} archived items`}. Move ${items === 1 ? "it" : "them"} to another category first.`
        : `${category} still holds ${items === 1 ? "an item" : `${items} items`}${archived > 0 ? `, ${archived} of them archived` : ""}. Move ${items === 1 ? "it" : "them"} to another category first.`,
    name_taken: ({ name }) => `There is already a category named ${name}.`,
    in_drop: ({ item, drop }) => `${item} is in the drop ${drop}, which says when it can be ordered. Change the drop.`,
    drops_overlap: ({ items }) =>
      items.map(({ item, drop }) => `${item} is in the drop ${drop} at that time.`).join(" "),
    begins_in_the_past: () => "That moment is past. Please choose a later beginning.",
    drop_begun: () => "This drop has begun: its beginning and its items stay as they are. You can end it.",
    drop_open: () => "It has begun. You can order now.",
    drop_over: () => "This drop is over.",
    drop_not_begun: () => "This drop has not begun. Cancel it instead.",
    currency_changed: ({ currency }) =>
      `The shop’s currency is ${currency} now. Please open this page again and look at the prices.`,
  });

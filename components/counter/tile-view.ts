import { formatMoney } from "@/lib/money";
import type { Tile } from "@/lib/stock/counter-queries";

/** One kind of goods as its tile shows it. */
export type Goods = {
  variantId: string;
  name: string;
  variant: string;
  price: string;
  keeps: boolean;
  hidden: boolean;
  promised: number;
};

/** The last group: what nobody planned for today. */
export const notToday = "Not today";

export type GoodsGroup = { category: string; goods: Goods[] };

/** Tiles under their category, in the catalogue's order; what was never planned for today apart, last. */
export function toGoods(
  tiles: readonly Tile[],
  { currency, locale }: { currency: string; locale: string },
): GoodsGroup[] {
  const today = tiles.filter(({ planned }) => planned);
  const others = tiles.filter(({ planned }) => !planned);
  const groups = Map.groupBy([...today, ...others], ({ planned, category }) => (planned ? category : notToday));
  return [...groups].map(([category, some]) => ({
    category,
    goods: some.map(({ variantId, itemName, variantName, priceMinor, keeps, hidden, promised }) => ({
      ...{ variantId, keeps, hidden, promised },
      name: itemName,
      variant: variantName,
      price: formatMoney(priceMinor, currency, locale),
    })),
  }));
}

/** Goods whose name holds every word typed. */
export function findGoods(groups: readonly GoodsGroup[], typed: string): GoodsGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ name, variant }: Goods) => {
    const text = `${name} ${variant}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map(({ category, goods }) => ({ category, goods: goods.filter(holds) }))
    .filter(({ goods }) => goods.length > 0);
}

/** Goods as they are called out: "Seeded rye, 600 g". */
export function goodsName({ name, variant }: Pick<Goods, "name" | "variant">): string {
  return variant ? `${name}, ${variant}` : name;
}

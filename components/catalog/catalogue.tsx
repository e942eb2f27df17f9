import { SearchX } from "lucide-react";
import Link from "next/link";
import { Card, type CardProps } from "@/components/catalog/card";
import { levelsOf } from "@/components/catalog/levels";
import { cataloguePath, itemPath } from "@/components/catalog/paths";
import { Section } from "@/components/catalog/section";
import { StockOfDay } from "@/components/catalog/stock";
import type { CatalogueCategory, CatalogueItem } from "@/lib/catalog/queries";
import type { LiveCart } from "@/lib/live/rules";

type CatalogueProps = Omit<CardProps, "item" | "wide" | "first" | "href"> & {
  categories: CatalogueCategory[];
  /** What a search found; null where nothing was searched for. */
  found: CatalogueItem[] | null;
  q: string | undefined;
  /** Where an item's page is; in the shop, unless said. */
  hrefOf?: ((item: CatalogueItem) => string) | undefined;
  /** A preview shows the counts as they were read. */
  live?: boolean;
  /** Whether it is everything on sale; otherwise nothing is looked for that comes on sale beside it. */
  whole?: boolean;
  cart?: LiveCart | null;
};

/** What is on sale for a day: by category, or what a search found. */
export function Catalogue({ categories, found, q, live = true, whole = true, cart = null, ...cards }: CatalogueProps) {
  const items = found ?? categories.flatMap((category) => category.items);
  return (
    <StockOfDay day={live ? cards.day : null} levels={levelsOf(items)} whole={live && whole && !found} cart={cart}>
      {found ? (
        <Found items={found} q={q ?? ""} {...cards} />
      ) : (
        categories.map((category, at) => (
          <Section key={category.slug} category={category} first={at === 0} {...cards} />
        ))
      )}
      {!found && categories.length === 0 && <NothingOnSale />}
    </StockOfDay>
  );
}

function Found({
  items,
  q,
  hrefOf,
  ...cards
}: Omit<CatalogueProps, "categories" | "found" | "cart"> & { items: CatalogueItem[]; q: string }) {
  return (
    <section className="sec" aria-labelledby="found">
      <header>
        <h2 className="title" id="found">
          {items.length === 0 ? `Nothing for “${q}”` : `${items.length} for “${q}”`}
        </h2>
        <Link className="link text-ink" href={cataloguePath(cards.day)} prefetch={false}>
          Show all
        </Link>
      </header>
      {items.length === 0 ? (
        <p className="notice plain">
          <SearchX className="ico" aria-hidden />
          <span>Try one word, such as rye, seeds or jam.</span>
        </p>
      ) : (
        <div className="items">
          {items.map((item, at) => (
            <Card
              key={item.id}
              item={item}
              first={at < 2}
              href={hrefOf?.(item) ?? itemPath(item.slug, cards.day)}
              {...cards}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function NothingOnSale() {
  return (
    <section className="sec">
      <div className="void">
        <h2 className="title">The shelves are empty</h2>
        <p className="mb-0">Nothing is on sale yet. Please come back soon.</p>
      </div>
    </section>
  );
}

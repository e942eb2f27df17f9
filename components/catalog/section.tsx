import { Card, type CardProps } from "@/components/catalog/card";
import { itemPath } from "@/components/catalog/paths";
import type { CatalogueCategory, CatalogueItem } from "@/lib/catalog/queries";

type SectionProps = Omit<CardProps, "item" | "place" | "first" | "href"> & {
  category: CatalogueCategory;
  first: boolean;
  hrefOf?: ((item: CatalogueItem) => string) | undefined;
};

/** A category of the catalogue. */
export function Section({ category, first, hrefOf, ...rest }: SectionProps) {
  const { items } = category;
  return (
    <section className="sec" id={`in-${category.slug}`} aria-labelledby={`of-${category.slug}`}>
      <header>
        <h2 className="title" id={`of-${category.slug}`}>
          {category.name}
        </h2>
        {category.note && <p className="small">{category.note}</p>}
      </header>
      <div className="items">
        {items.map((item, at) => (
          <Card
            key={item.id}
            item={item}
            place={placeInGrid(items.length, at, first)}
            first={first && at < 3}
            href={hrefOf?.(item) ?? itemPath(item.slug, rest.day)}
            {...rest}
          />
        ))}
      </div>
    </section>
  );
}

/**
 * The first section opens with a wide print, and so does any that then fills its rows. The last card lies down beside its text
 * where it would leave a hole: in two columns (narrow) or in three (broad).
 */
function placeInGrid(count: number, at: number, first: boolean): string {
  const opensWide = count > 2 && (first || count % 3 === 0);
  if (opensWide && at === 0) return "wide";
  if (at !== count - 1) return "";
  const narrow = (opensWide ? count - 1 : count) % 2 === 1;
  const broad = (opensWide ? count - 3 : count) % 3 > 0;
  return `${narrow ? "lies-narrow" : ""} ${broad ? "lies-broad" : ""}`;
}

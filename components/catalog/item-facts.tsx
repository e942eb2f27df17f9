import { emphasised } from "@/components/catalog/emphasised";
import type { CatalogueItem } from "@/lib/catalog/queries";

type Facts = Pick<CatalogueItem, "ingredients" | "contains" | "mayContain" | "storage">;

/** What is in an item, what it may contain, and how it keeps. Allergens stand out. */
export function ItemFacts({ item }: { item: Facts }) {
  const facts = [
    ["Ingredients", item.ingredients],
    ["Contains", item.contains && `*${item.contains}*`],
    ["May contain", item.mayContain],
    ["Keeps", item.storage],
  ].filter(([, words]) => words);
  if (facts.length === 0) return null;
  return (
    <section className="blk" aria-labelledby="in-it">
      <h2 className="title" id="in-it">
        {item.ingredients ? "What is in it" : "Good to know"}
      </h2>
      <dl className="known">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{emphasised(words ?? "")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

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

/** Allergens stand between asterisks in the text. */
function emphasised(words: string) {
  let at = 0;
  return words.split("*").map((part) => {
    at += 1;
    return at % 2 === 0 ? <b key={at}>{part}</b> : part;
  });
}

"use client";

import { useLeft } from "@/components/catalog/stock";
import { JoinForm, type Joining } from "@/components/waiting/join-form";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { fullName, variantLabel } from "@/lib/catalog/rules";
import type { Day } from "@/lib/time";

type Props = {
  item: Pick<CatalogueItem, "name" | "variants">;
  day: Day;
  back: string;
  joining: Joining;
};

/** What is sold out of an item on its page, each with a way to wait for it. */
export function WaitFor({ item, day, back, joining }: Props) {
  const left = useLeft();
  const gone = item.variants.filter((variant) => left(variant) <= 0);
  const [first, ...others] = gone.map((variant) => ({
    ...{ key: variant.id, variantId: variant.id, most: Math.min(99, variant.limitPerOrder ?? 99), day, back },
    what: item.variants.length > 1 ? fullName(item.name, variantLabel(variant)) : item.name,
  }));
  if (!first) return null;
  const { key, ...only } = first;
  if (item.variants.length === 1) return <JoinForm key={key} {...joining} {...only} />;
  return (
    <div className="blk" id="waiting">
      {[first, ...others].map(({ key: id, ...form }) => (
        <details className="later" key={id}>
          <summary>{`Wait for ${form.what}`}</summary>
          <JoinForm {...joining} {...form} />
        </details>
      ))}
    </div>
  );
}

import type { CatalogueItem, CatalogueVariant } from "@/lib/catalog/queries";
import { periodWords } from "@/lib/people/rules";

type LimitedItem = Pick<CatalogueItem, "variants" | "limitPerPerson" | "limitDays" | "confirmContact">;
type Props = { item: LimitedItem; variant: CatalogueVariant; inCart: number; said: boolean };

/** How many are in the cart, and how many one may have. `said`: the limit per order stands below already, as what was refused. */
export function Limit({ item, variant, inCart, said }: Props) {
  const words = [
    inCart > 0 && `${inCart} in your cart.`,
    perPersonWords(item),
    !said && bindsFirst(item, variant) && `At most ${variant.limitPerOrder} in one order.`,
    item.confirmContact && "Before checkout we send you a code.",
  ].filter(Boolean);
  if (words.length === 0) return null;
  return <p className="blk small limit">{words.join(" ")}</p>;
}

function perPersonWords({ variants, limitPerPerson, limitDays }: LimitedItem): string | null {
  if (limitPerPerson === null || limitDays === null) return null;
  const together = variants.length > 1 ? ", of all kinds together" : "";
  return `At most ${limitPerPerson} per person in ${periodWords(limitDays)}${together}.`;
}

/** A limit per order that is no lower than the one per person says nothing more. */
function bindsFirst({ limitPerPerson }: LimitedItem, { limitPerOrder }: CatalogueVariant): boolean {
  return limitPerOrder !== null && (limitPerPerson === null || limitPerOrder < limitPerPerson);
}

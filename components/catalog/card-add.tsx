"use client";

import { Minus, Plus } from "lucide-react";
import Link from "next/link";
import { useFormStatus } from "react-dom";
import type { CardItem } from "@/components/catalog/card";
import { cataloguePath } from "@/components/catalog/paths";
import { fullName, variantLabel } from "@/lib/catalog/rules";
import type { Day } from "@/lib/time";

type CardAddProps = {
  item: CardItem;
  variant: CardItem["variants"][number];
  left: number;
  inCart: Record<string, number>;
  day: Day;
  href: string;
  add: (form: FormData) => void;
  setLine: (form: FormData) => void;
};

/** The round button on a print. It adds one; what is in the cart it shows, and opens to change it. */
export function CardAdd({ item, variant, left, inCart, day, href, add, setLine }: CardAddProps) {
  const count = item.variants.reduce((sum, { id }) => sum + (inCart[id] ?? 0), 0);
  const back = cataloguePath(day, item.slug);
  const several = item.variants.length > 1;
  if (count > 0 && several) {
    return (
      <Link className="adds add has" href={href} prefetch={false} aria-label={inCartWords(count, item.name)}>
        {count}
      </Link>
    );
  }
  return (
    <form className="adds" action={count > 0 ? setLine : add}>
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="back" value={back} />
      {count > 0 ? (
        <Change name={item.name} count={count} most={Math.min(left, variant.limitPerOrder ?? 99)} />
      ) : (
        <AddOne name={several ? fullName(item.name, variantLabel(variant)) : item.name} day={day} />
      )}
    </form>
  );
}

function AddOne({ name, day }: { name: string; day: Day }) {
  const { pending } = useFormStatus();
  return (
    <>
      <input type="hidden" name="quantity" value={1} />
      <input type="hidden" name="day" value={day} />
      <button
        type="submit"
        className={pending ? "add has" : "add"}
        aria-label={`Add to cart: ${name}`}
        aria-disabled={pending || undefined}
      >
        {pending ? 1 : <Plus className="ico" aria-hidden />}
      </button>
    </>
  );
}

function Change({ name, count, most }: { name: string; count: number; most: number }) {
  const { pending, data } = useFormStatus();
  const shown = pending ? Number(data?.get("quantity") ?? count) : count;
  return (
    <details className="change">
      <summary className="add has" aria-label={inCartWords(shown, name)}>
        {shown}
      </summary>
      <span className="more">
        <button type="submit" name="quantity" value={count - 1} aria-label={`One fewer: ${name}`}>
          <Minus className="ico" aria-hidden />
        </button>
        <button
          type="submit"
          name="quantity"
          value={count + 1}
          disabled={count >= most}
          aria-label={`One more: ${name}`}
        >
          <Plus className="ico" aria-hidden />
        </button>
      </span>
    </details>
  );
}

function inCartWords(count: number, name: string): string {
  return `${count} of ${name} in your cart. Change`;
}

"use client";

import Link from "next/link";
import { useLinesNow } from "@/components/cart/cart-now";
import { LineNotices } from "@/components/cart/line-notice";
import { RemoveButton } from "@/components/cart/remove-button";
import { Stepper } from "@/components/cart/stepper";
import { itemPath } from "@/components/catalog/paths";
import type { Action } from "@/components/ui/form";
import { Photo } from "@/components/ui/photo";
import { fullName } from "@/lib/catalog/rules";
import type { Place } from "@/lib/catalog/words-of-drops";
import type { CartLine } from "@/lib/checkout/rules";
import { formatMoney } from "@/lib/money";
import type { Day } from "@/lib/time";

type CartLinesProps = {
  day: Day | null;
  money: { currency: string; locale: string };
  place: Place;
  setLine: Action;
  /** Where the steppers come back to without JavaScript. */
  back: string;
};

/** What is in the cart, beside what is there to be had now. */
export function CartLines(props: CartLinesProps) {
  const lines = useLinesNow();
  return (
    <ul className="lines">
      {lines.map((line) => (
        <Line key={line.variantId} line={line} {...props} />
      ))}
    </ul>
  );
}

function Line({ line, day, money, place, setLine, back }: CartLinesProps & { line: CartLine }) {
  const name = fullName(line.itemName, line.variantName);
  return (
    <li className={line.most === 0 ? "line off" : "line"}>
      <Photo photo={line.photo} alt="" sizes="64px" className="thumb" letter={line.itemName} />
      <h2 className="name">
        <Link className="no-underline" href={itemPath(line.itemSlug, day)} prefetch={false}>
          {line.itemName}
        </Link>
        {line.variantName && <span className="small block">{line.variantName}</span>}
      </h2>
      <span className="price">{formatMoney(line.totalMinor, money.currency, money.locale)}</span>
      <div className="tools">
        <Stepper
          variantId={line.variantId}
          name={name}
          quantity={line.quantity}
          most={line.most}
          action={setLine}
          back={back}
        />
        <RemoveButton variantId={line.variantId} name={name} action={setLine} back={back} />
      </div>
      <LineNotices line={line} money={money} place={place} setLine={setLine} back={back} />
    </li>
  );
}

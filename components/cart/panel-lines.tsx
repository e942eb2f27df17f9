"use client";

import { useLinesNow } from "@/components/cart/cart-now";
import { LineNotices } from "@/components/cart/line-notice";
import { Stepper } from "@/components/cart/stepper";
import type { Action } from "@/components/ui/form";
import { fullName } from "@/lib/catalog/rules";
import type { Place } from "@/lib/catalog/words-of-drops";
import { formatMoney } from "@/lib/money";

type Props = {
  money: { currency: string; locale: string };
  place: Place;
  setLine: Action;
  /** Where the steppers come back to without JavaScript. */
  back: string;
};

/** The cart's lines in the narrow panel, beside what is there to be had now. */
export function PanelLines({ money, place, setLine, back }: Props) {
  return (
    <ul className="mt-2">
      {useLinesNow().map((line) => (
        <li className={line.most === 0 ? "line off" : "line"} key={line.variantId}>
          <div>
            <h3 className="name">{line.itemName}</h3>
            {line.variantName && <p className="small">{line.variantName}</p>}
          </div>
          <span className="price">{formatMoney(line.totalMinor, money.currency, money.locale)}</span>
          <div className="tools">
            <Stepper
              variantId={line.variantId}
              name={fullName(line.itemName, line.variantName)}
              quantity={line.quantity}
              most={line.most}
              action={setLine}
              back={back}
            />
          </div>
          <LineNotices line={line} money={money} place={place} setLine={setLine} back={back} />
        </li>
      ))}
    </ul>
  );
}

"use client";

import { refusedWords, tooMany } from "@/components/orders/change/change-view";
import { OwnStepper } from "@/components/orders/own/own-stepper";
import { nameOf, type OwnRow } from "@/components/orders/own/own-view";
import { FieldError } from "@/components/ui/form-words";
import { Photo } from "@/components/ui/photo";
import type { FormState } from "@/lib/web/action";

type Props = {
  row: OwnRow;
  quantity: number;
  /** Units of its variant on the whole form, and the most that can be had on the day. */
  wanted: number;
  most: number;
  state: FormState;
  money: (minor: number) => string;
  set: (quantity: number) => void;
};

/** A line of the order, or something that can be added to it: how many there are to be, and what of it is left. */
export function OwnLine({ row, quantity, wanted, most, state, money, set }: Props) {
  const wrong = state.fields?.[row.field] ?? tooMany(wanted, most, row.had) ?? refusedWords(state, row.variantId);
  const wrongId = wrong ? `wrong-${row.field}` : undefined;
  const room = Math.min(quantity + Math.max(0, most - wanted), row.limit ?? 99, 99);
  const name = nameOf(row);
  return (
    <li className={quantity === 0 && row.had > 0 ? "line off" : "line"}>
      <Photo photo={row.photo} alt="" sizes="64px" className="thumb" letter={row.itemName} />
      <h3 className="name">
        {row.itemName}
        {row.variantName && <span className="small block">{row.variantName}</span>}
      </h3>
      <span className="price">{money(row.had > 0 ? row.agreedMinor : (row.priceMinor ?? 0))}</span>
      {row.priceMinor !== null && <input type="hidden" name={`seen-${row.variantId}`} value={row.priceMinor} />}
      <div className="tools">
        <OwnStepper {...{ field: row.field, name, quantity, most: room, wrongId, set }} />
        <span className="small" aria-live="polite">
          {leftWords(row, quantity, most - wanted)}
        </span>
      </div>
      {newPrice(row) && (
        <p className="small own-more">
          More of it costs {money(row.priceMinor ?? 0)} each: today’s price. What you have keeps its own.
        </p>
      )}
      {wrong && (
        <div className="own-more" role="alert">
          <FieldError id={`wrong-${row.field}`} words={wrong} />
        </div>
      )}
    </li>
  );
}

function leftWords({ had, priceMinor, limit }: OwnRow, quantity: number, left: number): string {
  if (quantity === 0 && had > 0) return "Taken off";
  if (priceMinor === null) return "No longer on sale: you keep what you have";
  if (limit !== null && quantity >= limit) return `At most ${limit} in one order`;
  if (left > 5 || left < 0) return "";
  if (left === 0) return had > 0 || quantity > 0 ? "No more left" : "Sold out";
  return `${left} more left`;
}

function newPrice({ had, priceMinor, agreedMinor }: OwnRow): boolean {
  return had > 0 && priceMinor !== null && priceMinor !== agreedMinor;
}

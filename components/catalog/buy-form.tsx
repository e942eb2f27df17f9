"use client";

import { Check, CircleAlert, Minus, Plus } from "lucide-react";
import { type RefObject, useActionState, useEffect, useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import { Limit } from "@/components/catalog/limit";
import { useInCheckout, useLeft } from "@/components/catalog/stock";
import { Tally } from "@/components/catalog/tally";
import { useTakesOrders } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import type { CatalogueItem, CatalogueVariant } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import { formatMoney, totalOf } from "@/lib/money";
import type { Day } from "@/lib/time";

type BuyFormProps = {
  item: Pick<CatalogueItem, "name" | "keeps" | "variants" | "limitPerPerson" | "limitDays" | "confirmContact">;
  day: Day | null;
  dayWords: string;
  inCart: Record<string, number>;
  money: { currency: string; locale: string };
  back: string;
  action: Action;
};

/** Which variant, how many, into the cart. */
export function BuyForm({ item, day, dayWords, inCart, money, back, action }: BuyFormProps) {
  const left = useLeft();
  const taken = useTakesOrders();
  const inCheckout = useInCheckout();
  const [state, add] = useActionState(action, {});
  const [chosenId, choose] = useState(
    () => state.typed?.variantId ?? (item.variants.find((variant) => variant.available > 0) ?? item.variants[0])?.id,
  );
  const [quantity, setQuantity] = useState(1);
  const chosen = item.variants.find(({ id }) => id === chosenId) ?? item.variants[0]!;
  const most = Math.max(0, Math.min(left(chosen), chosen.limitPerOrder ?? 99, 99) - (inCart[chosen.id] ?? 0));
  const allGone = item.variants.every((variant) => left(variant) <= 0);
  return (
    <form action={add}>
      <input type="hidden" name="back" value={back} />
      {day && <input type="hidden" name="day" value={day} />}
      <div className="blk left" aria-live="polite">
        <WhatIsLeft left={left(chosen)} />
        {left(chosen) <= 0 && <MayComeBack units={inCheckout(chosen)} />}
        <span className="small">{item.keeps ? "for any day" : dayWords && `for ${dayWords}`}</span>
      </div>
      {item.variants.length > 1 ? (
        <fieldset className="blk sizes">
          <legend className="sr-only">Size</legend>
          {item.variants.map((variant) => (
            <VariantChoice
              key={variant.id}
              variant={variant}
              left={left(variant)}
              checked={variant.id === chosen.id}
              choose={() => choose(variant.id)}
              money={money}
            />
          ))}
        </fieldset>
      ) : (
        <OnlyVariant variant={chosen} money={money} />
      )}
      {!allGone && (
        <Limit
          item={item}
          variant={chosen}
          inCart={inCart[chosen.id] ?? 0}
          said={state.refusal?.code === "limit_reached"}
        />
      )}
      {taken && day && (
        <div className={allGone ? "buy gone" : "buy"}>
          <Outcome message={state.message ?? state.fields?.quantity} done={state.done === true} />
          {!allGone && <Quantity quantity={quantity} most={most} set={setQuantity} />}
          <AddButton
            gone={left(chosen) <= 0}
            price={formatMoney(
              totalOf([{ unitPriceMinor: chosen.priceMinor, quantity }]),
              money.currency,
              money.locale,
            )}
          />
        </div>
      )}
    </form>
  );
}

function WhatIsLeft({ left }: { left: number }) {
  if (left > 5) return <p className="tally plenty">Plenty left</p>;
  return <Tally left={left} />;
}

function MayComeBack({ units }: { units: number }) {
  if (units === 0) return null;
  return (
    <span className="small maybe">
      {units === 1
        ? "Someone is checking out with the last one: it may come back."
        : `Others are checking out with the last ${units}: they may come back.`}
    </span>
  );
}

function OnlyVariant({ variant, money }: { variant: CatalogueVariant; money: BuyFormProps["money"] }) {
  return (
    <p className="blk only">
      <input type="hidden" name="variantId" value={variant.id} />
      <span className="price">{formatMoney(variant.priceMinor, money.currency, money.locale)}</span>
      <span className="small">{variantLabel(variant)}</span>
    </p>
  );
}

type ChoiceProps = {
  variant: CatalogueVariant;
  left: number;
  checked: boolean;
  choose: () => void;
  money: BuyFormProps["money"];
};

function VariantChoice({ variant, left, checked, choose, money }: ChoiceProps) {
  const gone = left <= 0;
  const facts = [variant.size, gone ? "Sold out" : left <= 5 && !checked && `${left} left`].filter(Boolean).join(". ");
  return (
    <label className={gone ? "pick off" : "pick"}>
      <input
        type="radio"
        name="variantId"
        value={variant.id}
        checked={checked}
        disabled={gone && !checked}
        onChange={choose}
      />
      <span>
        {variant.name || variant.size}
        {facts !== variant.name && <small>{facts}</small>}
      </span>
      <span className="price">{formatMoney(variant.priceMinor, money.currency, money.locale)}</span>
    </label>
  );
}

function Outcome({ message, done }: { message: string | undefined; done: boolean }) {
  if (!message && !done) return null;
  return (
    <p className={message ? "notice" : "notice good"} role="status">
      {message ? <CircleAlert className="ico" aria-hidden /> : <Check className="ico" aria-hidden />}
      <span>{message ?? "In your cart. Nothing is kept for you yet."}</span>
    </p>
  );
}

type QuantityProps = { quantity: number; most: number; set: (quantity: number) => void };

function Quantity({ quantity, most, set }: QuantityProps) {
  const input = useRef<HTMLInputElement>(null);
  useFollow(input, quantity);
  const step = (by: number) => set(Math.max(1, Math.min(99, quantity + by)));
  return (
    <span className="step">
      <button
        type="button"
        className="needs-script"
        aria-label="One fewer"
        disabled={quantity <= 1}
        onClick={() => step(-1)}
      >
        <Minus className="size-4" aria-hidden />
      </button>
      <input
        ref={input}
        type="number"
        name="quantity"
        aria-label="Quantity"
        inputMode="numeric"
        min={1}
        max={99}
        defaultValue={1}
        onChange={(event) => set(Math.max(1, Math.min(99, Math.floor(event.currentTarget.valueAsNumber) || 1)))}
      />
      <button
        type="button"
        className="needs-script"
        aria-label="One more"
        disabled={quantity >= most}
        onClick={() => step(1)}
      >
        <Plus className="size-4" aria-hidden />
      </button>
    </span>
  );
}

/** The field shows what the buttons set, and keeps it when a sent form is put back. */
function useFollow(input: RefObject<HTMLInputElement | null>, quantity: number): void {
  useEffect(() => {
    const field = input.current;
    if (field && field.valueAsNumber !== quantity && document.activeElement !== field) field.value = String(quantity);
  });
}

function AddButton({ gone, price }: { gone: boolean; price: string }) {
  const { pending } = useFormStatus();
  if (gone) {
    return (
      <button type="submit" className="btn" disabled>
        Sold out
      </button>
    );
  }
  return (
    <button type="submit" className="btn between" aria-disabled={pending || undefined}>
      {pending ? "Adding" : "Add to cart"}
      <span className="price">{price}</span>
    </button>
  );
}

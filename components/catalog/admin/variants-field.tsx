"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { flushSync } from "react-dom";
import { Grip, Said } from "@/components/catalog/admin/grip";
import { blankVariant, type FormVariant } from "@/components/catalog/admin/item-values";
import { SetField } from "@/components/catalog/admin/set-field";
import { useReorder } from "@/components/catalog/admin/use-reorder";
import s from "@/components/catalog/admin/variants-field.module.css";
import { Glyph, Icon } from "@/components/layout/admin-icons";
import { useActionForm } from "@/components/ui/action-form";
import { CheckField, MoneyField, TextField } from "@/components/ui/admin-field";
import { moved, variantLabel } from "@/lib/catalog/rules";
import type { FormState } from "@/lib/web/action";

type Props = {
  variants: FormVariant[];
  currency: string;
  lowAt: number;
  /** Whether the item is in the catalogue already. */
  stored: boolean;
};

/** The variants of an item: as many rows as there are, in the order that customers see. */
export function VariantsField({ variants, currency, lowAt, stored }: Props) {
  const { touch, state, form } = useActionForm();
  const [rows, setRows] = useState(variants);
  useTheirs(variants, setRows);
  const change = (next: FormVariant[]) => {
    setRows(next);
    touch();
  };
  const keys = rows.map(({ key }) => key);
  const byKey = (key: string) =>
    rows.find((row) => row.key === key) ?? variants.find((one) => one.key === key) ?? blankVariant(key, lowAt);
  const isKnown = (key: string) => stored && variants.some((one) => one.key === key);
  const nameOf = (key: string) => typedName(form.current, key) || `variant ${keys.indexOf(key) + 1}`;
  const reorder = useReorder({
    ids: keys,
    nameOf,
    move: (key, before) => {
      change(moved(keys, key, before).map(byKey));
      return undefined;
    },
  });
  const add = () => {
    const key = newKey();
    change([...rows, blankVariant(key, lowAt)]);
    setTimeout(() => form.current?.querySelector<HTMLInputElement>(`[name="variant.${key}.name"]`)?.focus(), 0);
  };
  return (
    <div className={s.variants}>
      <SetField
        name="rows"
        value={keys.join()}
        onSet={(set) => flushSync(() => setRows(set.split(",").filter(Boolean).map(byKey)))}
      />
      <ol className={s.rows} ref={reorder.list}>
        {reorder.order.map((key, at) => (
          <li key={key} data-row={key} data-held={reorder.held === key || undefined}>
            <fieldset className={s.row}>
              <legend className="sr">Variant {at + 1}</legend>
              {rows.length > 1 && (
                <div className={s.head}>
                  <Grip id={key} name={nameOf(key)} reorder={reorder} />
                  <button
                    type="button"
                    className="btn bare small"
                    onClick={() => change(rows.filter((row) => row.key !== key))}
                  >
                    Remove<span className="sr"> {nameOf(key)}</span>
                  </button>
                </div>
              )}
              {!isKnown(key) && <input type="hidden" name={`variant.${key}.fresh`} value="on" />}
              <Fields
                row={byKey(key)}
                currency={currency}
                wrong={(name) => wrongOf(state, { key, at: keys.indexOf(key), name })}
              />
            </fieldset>
          </li>
        ))}
      </ol>
      <Said words={reorder.said} />
      <p className="meta mid">
        Work is what one takes of a pickup time: a loaf 1, a cake 4, a candle 0. Orders that were placed keep theirs.
      </p>
      <button type="button" className="btn" onClick={add}>
        <Icon name="add" />
        Add a variant
      </button>
      {state.fields?.variants && (
        <p className="wrong">
          <Glyph name="cross" />
          {state.fields.variants}
        </p>
      )}
    </div>
  );
}

type FieldsProps = { row: FormVariant; currency: string; wrong: (name: string) => string | undefined };

function Fields({ row, currency, wrong }: FieldsProps) {
  const field = (name: string, label: string) => ({
    name: `variant.${row.key}.${name}`,
    label,
    ...withError(wrong(name)),
  });
  return (
    <div className={s.fields}>
      <TextField {...field("name", "Name")} defaultValue={row.name} placeholder="Whole loaf" maxLength={80} />
      <TextField {...field("size", "Size")} defaultValue={row.size} placeholder="800 g" maxLength={40} />
      <MoneyField {...field("price", "Price")} currency={currency} defaultMinor={row.priceMinor} required />
      <TextField
        {...field("sku", "SKU")}
        defaultValue={row.sku}
        placeholder="made for you"
        maxLength={64}
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        {...field("limitPerOrder", "Most per order")}
        defaultValue={row.limitPerOrder ?? ""}
        placeholder="no limit"
        inputMode="numeric"
        maxLength={3}
      />
      <TextField {...field("lowAt", "Low at")} defaultValue={row.lowAt} inputMode="numeric" maxLength={4} />
      <TextField {...field("workUnits", "Work")} defaultValue={row.workUnits} inputMode="numeric" maxLength={4} />
      <CheckField {...field("onSale", "On sale")} defaultChecked={row.onSale} />
    </div>
  );
}

function withError(error: string | undefined): { error?: string } {
  return error ? { error } : {};
}

/** What is wrong with a field of a row: by its place in what was sent, or because another item has its SKU. */
function wrongOf(state: FormState, { key, at, name }: { key: string; at: number; name: string }): string | undefined {
  const told = state.fields?.[`variants.${at}.${name}`];
  if (told || name !== "sku" || state.refusal?.code !== "sku_taken") return told;
  const sku = state.typed?.[`variant.${key}.sku`]?.trim().toLowerCase();
  const { skus } = state.refusal.detail as { skus: { sku: string; item: string; archived: boolean }[] };
  const taken = skus.find((one) => one.sku.toLowerCase() === sku);
  return taken && `${taken.item}${taken.archived ? " (archived)" : ""} has this SKU.`;
}

function typedName(form: HTMLFormElement | null, key: string): string {
  const of = (field: string) => form?.querySelector<HTMLInputElement>(`[name="variant.${key}.${field}"]`)?.value ?? "";
  return variantLabel({ name: of("name"), size: of("size") });
}

/** The random part of an id, as the shop makes them. */
function newKey(): string {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  return [...crypto.getRandomValues(new Uint8Array(26))].map((byte) => letters[byte % 32]).join("");
}

/** When the item was saved, or somebody else changed it, rows that are new there come in, and rows that are gone go. */
function useTheirs(variants: FormVariant[], setRows: (set: (rows: FormVariant[]) => FormVariant[]) => void): void {
  const { dirty } = useActionForm();
  const [known, setKnown] = useState(variants);
  const come = useEffectEvent(() => {
    if (known === variants) return;
    const before = new Set(known.map(({ key }) => key));
    const now = new Set(variants.map(({ key }) => key));
    setKnown(variants);
    if (!dirty) return setRows(() => variants);
    setRows((rows) => [
      ...rows.filter(({ key }) => now.has(key) || !before.has(key)),
      ...variants.filter(({ key }) => !before.has(key) && !rows.some((row) => row.key === key)),
    ]);
  });
  useEffect(() => {
    if (variants) come();
  }, [variants]);
}

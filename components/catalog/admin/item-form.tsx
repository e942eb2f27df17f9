"use client";

import { type ReactNode, useEffect, useId } from "react";
import { AllergensField } from "@/components/catalog/admin/allergens-field";
import s from "@/components/catalog/admin/item.module.css";
import { comparable, type FormItem } from "@/components/catalog/admin/item-values";
import { LimitsField } from "@/components/catalog/admin/limits-field";
import { PhotoField } from "@/components/catalog/admin/photo-field";
import { VariantsField } from "@/components/catalog/admin/variants-field";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { type Option, SelectField, TextArea, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { forgetDraftIf } from "@/components/ui/draft";
import { SaveBar } from "@/components/ui/save-bar";

type Props = {
  item: FormItem;
  categories: Option[];
  currency: string;
  lowAt: number;
  /** Null for those who may only look. */
  action: StaffAction | null;
};

const nothing: StaffAction = async () => ({});

/** All of an item, to be changed and saved in one go. */
export function ItemForm({ item, categories, currency, lowAt, action }: Props) {
  const { id } = item;
  useNewIsThis(item);
  return (
    <ActionForm
      action={action ?? nothing}
      about={id ?? "new"}
      label={item.name || "New item"}
      className={s.form}
      guard
      draft={id ? `item-${id}` : draftOfNew}
    >
      {id && <input type="hidden" name="itemId" value={id} />}
      <input type="hidden" name="currency" value={currency} />
      <fieldset className={s.all} disabled={!action}>
        {id && <ChangedMeanwhile version={item.version} {...comparable(item, currency)} pictures={["photo"]} />}
        <Panel title="What it is">
          <TextField name="name" label="Name" defaultValue={item.name} required maxLength={80} autoFocus={!id} />
          <Slug slug={item.slug} />
          <SelectField name="categoryId" label="Category" options={categories} defaultValue={item.categoryId} />
          <TextField
            name="summary"
            label="One line"
            hint="Under its name in the shop."
            defaultValue={item.summary}
            maxLength={200}
          />
          <TextArea
            name="description"
            label="Description"
            hint="On its own page."
            rows={5}
            defaultValue={item.description}
            maxLength={8_000}
          />
        </Panel>
        <Panel title="Photo">
          <PhotoField photo={item.photo} placeholder={item.placeholder} alt={item.photoAlt} name={item.name} />
        </Panel>
        <Panel title="Variants and prices">
          <VariantsField variants={item.variants} currency={currency} lowAt={lowAt} stored={id !== null} />
        </Panel>
        <Panel title="Limits">
          <LimitsField {...item} />
        </Panel>
        <Panel title="Stock and keeping">
          <StockKind stock={item.stock} />
          <TextField
            name="storage"
            label="How it keeps"
            defaultValue={item.storage}
            placeholder="Four days in its paper bag."
            maxLength={400}
          />
        </Panel>
        <Panel title="Ingredients and allergens">
          <AllergensField {...item} />
        </Panel>
      </fieldset>
      {action && <SaveBar>{id ? "Save" : "Save as a draft"}</SaveBar>}
    </ActionForm>
  );
}

const draftOfNew = "item-new";

/** What was typed for a new item is this one now if their variants are the same: a new variant's id is made in its form. */
function useNewIsThis({ id, variants }: FormItem): void {
  useEffect(() => {
    const isThis = (rows = "") => rows.split(",").some((key) => variants.some((variant) => variant.key === key));
    if (id) forgetDraftIf(draftOfNew, (typed) => isThis(typed.get("rows")));
  }, [id, variants]);
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={`panel ${s.panel}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Slug({ slug }: { slug: string }) {
  const { state } = useActionForm();
  const taken = state.refusal?.code === "slug_taken" ? state.message : undefined;
  return (
    <TextField
      name="slug"
      label="Address"
      hint={
        slug
          ? "What comes after /items/. The one it has now will lead to the new one."
          : "What comes after /items/. Left empty, it is made of the name."
      }
      defaultValue={slug}
      placeholder="seeded-rye"
      maxLength={80}
      autoCapitalize="none"
      spellCheck={false}
      {...(taken && { error: taken })}
    />
  );
}

const kinds = [
  { value: "per_day", words: "For each day", hint: "Baked or picked for a pickup day: each day has its own number." },
  { value: "keeps", words: "It keeps", hint: "One number for all days, such as jam on a shelf." },
] as const;

function StockKind({ stock }: { stock: FormItem["stock"] }) {
  const { state } = useActionForm();
  const wrong = state.refusal?.code === "stock_in_the_way" ? state.message : state.fields?.stock;
  return (
    <fieldset className={s.kinds}>
      <legend className={s.legend}>How its stock is counted</legend>
      {kinds.map(({ value, words, hint }) => (
        <label key={value}>
          <input type="radio" name="stock" value={value} data-words={words} defaultChecked={value === stock} />
          <span>
            {words}
            <span className="meta quiet">{hint}</span>
          </span>
        </label>
      ))}
      {wrong && <p className="wrong">{wrong}</p>}
    </fieldset>
  );
}

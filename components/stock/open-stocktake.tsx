"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/stock/stocktake.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { Submit } from "@/components/ui/submit";
import type { Day } from "@/lib/time";

type Props = { today: Day; categories: { id: string; name: string }[]; action: StaffAction };

/** Opens a stocktake. Selling goes on while people count. */
export function OpenStocktake({ today, categories, action }: Props) {
  const options = [
    { value: "", words: "Everything" },
    ...categories.map(({ id, name }) => ({ value: id, words: name })),
  ];
  return (
    <section className={`panel ${s.open}`} aria-labelledby="open-stocktake">
      <h2 id="open-stocktake">Count the shelves</h2>
      <p className="mid">
        Selling goes on: each number is of the moment you type it. No level changes until you have looked at the
        differences.
      </p>
      <ActionForm action={action} label="Open a stocktake" className={s.fields}>
        <TextField name="day" label="What is here for" type="date" defaultValue={today} required />
        <SelectField name="categoryId" label="What is counted" options={options} />
        <TextField name="name" label="Name" placeholder="Evening count" maxLength={60} required={false} />
        <Submit>Start counting</Submit>
      </ActionForm>
    </section>
  );
}

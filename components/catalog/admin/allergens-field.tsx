"use client";

import { useEffect, useState } from "react";
import s from "@/components/catalog/admin/item.module.css";
import { emphasised } from "@/components/catalog/emphasised";
import { useActionForm } from "@/components/ui/action-form";
import { TextArea, TextField } from "@/components/ui/admin-field";
import { type Allergen, allergenCodes, allergenName, allergenWords } from "@/lib/catalog/rules";

type Props = {
  ingredients: string;
  allergens: readonly string[];
  containsNote: string;
  mayAllergens: readonly string[];
  mayContainNote: string;
};

/** What is in an item and what may be, and beneath it what customers will read. */
export function AllergensField({ ingredients, allergens, containsNote, mayAllergens, mayContainNote }: Props) {
  return (
    <>
      <TextArea
        name="ingredients"
        label="Ingredients"
        hint="Put each allergen between asterisks, and it stands out: *wheat* flour, water, sea salt."
        rows={3}
        defaultValue={ingredients}
        maxLength={4_000}
      />
      <Boxes group="allergens" legend="Contains" chosen={allergens} />
      <TextField
        name="containsNote"
        label="Contains, in your words"
        hint="For what the boxes do not say, such as which cereal: wheat, rye (gluten)."
        defaultValue={containsNote}
        maxLength={400}
      />
      <Boxes group="mayAllergens" legend="May contain" chosen={mayAllergens} />
      <TextField
        name="mayContainNote"
        label="May contain, in your words"
        defaultValue={mayContainNote}
        placeholder="We use one kitchen."
        maxLength={400}
      />
      <Read />
    </>
  );
}

function Boxes({
  group,
  legend,
  chosen,
}: {
  group: "allergens" | "mayAllergens";
  legend: string;
  chosen: readonly string[];
}) {
  return (
    <fieldset>
      <legend className={s.legend}>{legend}</legend>
      <div className={s.boxes}>
        {allergenCodes.map((code) => (
          <label key={code} className={s.box}>
            <input type="checkbox" name={`${group}.${code}`} defaultChecked={chosen.includes(code)} />
            {allergenName(code)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Words = { ingredients: string; contains: string; mayContain: string };

/** What customers read, as it is typed. */
function Read() {
  const { form } = useActionForm();
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    const { current } = form;
    if (!current) return;
    const read = () => setWords(wordsOf(new FormData(current)));
    read();
    current.addEventListener("input", read);
    current.addEventListener("change", read);
    return () => {
      current.removeEventListener("input", read);
      current.removeEventListener("change", read);
    };
  }, [form]);
  if (!words || !(words.ingredients || words.contains || words.mayContain)) return null;
  return (
    <div className={s.read}>
      <b>Customers read</b>
      {words.ingredients && <p>{emphasised(words.ingredients)}</p>}
      {words.contains && (
        <p>
          Contains <b>{words.contains}</b>
        </p>
      )}
      {words.mayContain && <p>May contain {words.mayContain}</p>}
    </div>
  );
}

function wordsOf(typed: FormData): Words {
  const chosen = (group: string): Allergen[] => allergenCodes.filter((code) => typed.has(`${group}.${code}`));
  const text = (name: string) => String(typed.get(name) ?? "").trim();
  return {
    ingredients: text("ingredients"),
    contains: allergenWords(chosen("allergens"), text("containsNote")),
    mayContain: allergenWords(chosen("mayAllergens"), text("mayContainNote")),
  };
}

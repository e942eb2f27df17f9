"use client";

/*
 * The fields of the staff pages. Inside an ActionForm each finds its own error and, without JavaScript, what was typed, by its `name`.
 *   <TextField name="name" label="Name" hint="As customers read it" required defaultValue={item.name} />
 *   <TextArea …/>  <SelectField … options={[{ value: "owner", words: "Owner" }]} />  <CheckField name="keeps" label="Keeps" />
 *   <MoneyField name="price" label="Price" currency={shop.currency} defaultMinor={480} />     sends what was typed: parseMoney() on the server
 *   <QuantityField name="lowAt" label="Low at" min={0} max={999} defaultValue={3} />           with steps on both sides
 * `error` overrides what the form says. `quiet` hides the label from the eye where a table's head says it already.
 */

import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useRef,
} from "react";
import { Glyph } from "@/components/layout/admin-icons";
import { useActionForm } from "@/components/ui/action-form";
import s from "@/components/ui/admin-field.module.css";
import { decimalMoney } from "@/lib/money";

type Common = {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  quiet?: boolean;
};

type Control = {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

type FrameProps = Common & { required?: boolean; children: (control: Control) => ReactNode };

/** A label, what it means, the control, and what is wrong with it. For a control that is not below. */
export function AdminField({ name, label, hint, error, quiet, required, children }: FrameProps) {
  const id = useId();
  const { state } = useActionForm();
  const wrong = error ?? state.fields?.[name];
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div className={s.field}>
      <label htmlFor={id} className={quiet ? "sr" : s.label}>
        {label}
        {required === false && <span className="quiet"> (if you like)</span>}
      </label>
      {children({ id, name, "aria-invalid": wrong ? true : undefined, "aria-describedby": described || undefined })}
      {hint && (
        <p id={`${id}-hint`} className={s.hint}>
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className="wrong">
          <Glyph name="cross" />
          {wrong}
        </p>
      )}
    </div>
  );
}

type Text = Common & Omit<InputHTMLAttributes<HTMLInputElement>, "name">;

export function TextField({ name, label, hint, error, quiet, ...input }: Text) {
  const typed = useTyped(name, input.defaultValue);
  return (
    <AdminField {...{ name, label, hint, error, quiet, required: input.required }}>
      {(control) => <input className="field" {...input} {...typed} {...control} />}
    </AdminField>
  );
}

export function TextArea({
  name,
  label,
  hint,
  error,
  quiet,
  ...area
}: Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">) {
  const typed = useTyped(name, area.defaultValue);
  return (
    <AdminField {...{ name, label, hint, error, quiet, required: area.required }}>
      {(control) => <textarea className="field" rows={3} {...area} {...typed} {...control} />}
    </AdminField>
  );
}

export type Option = { value: string; words: string };

type Select = Common & Omit<SelectHTMLAttributes<HTMLSelectElement>, "name"> & { options: readonly Option[] };

export function SelectField({ name, label, hint, error, quiet, options, ...select }: Select) {
  const typed = useTyped(name, select.defaultValue);
  return (
    <AdminField {...{ name, label, hint, error, quiet }}>
      {(control) => (
        <select className="field" {...select} {...typed} {...control}>
          {options.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </AdminField>
  );
}

/** A box to tick. Sends "on", or nothing. */
export function CheckField({ name, label, hint, error, ...input }: Omit<Text, "quiet">) {
  const id = useId();
  const { state } = useActionForm();
  const wrong = error ?? state.fields?.[name];
  return (
    <div className={s.field}>
      <label className={s.check}>
        <input
          type="checkbox"
          name={name}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          {...input}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className={`${s.hint} ${s.under}`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p className="wrong">
          <Glyph name="cross" />
          {wrong}
        </p>
      )}
    </div>
  );
}

type Money = Omit<Text, "defaultValue"> & { currency: string; defaultMinor?: number | null };

/** An amount as people type it, in the shop's currency. */
export function MoneyField({ currency, defaultMinor = null, ...text }: Money) {
  const shown = defaultMinor === null ? undefined : decimalMoney(defaultMinor, currency);
  const typed = useTyped(text.name, shown);
  const { name, label, hint, error, quiet, ...input } = text;
  return (
    <AdminField {...{ name, label, hint, error, quiet, required: input.required }}>
      {(control) => (
        <span className={s.money}>
          <span aria-hidden="true">{signOf(currency)}</span>
          <input className="field num" inputMode="decimal" autoComplete="off" {...input} {...typed} {...control} />
        </span>
      )}
    </AdminField>
  );
}

/** A whole number with a step to either side, large enough for a thumb. */
export function QuantityField({ name, label, hint, error, quiet, ...input }: Text) {
  const typed = useTyped(name, input.defaultValue);
  const field = useRef<HTMLInputElement>(null);
  const step = (by: number) => {
    const { current } = field;
    if (!current) return;
    if (by > 0) current.stepUp();
    else current.stepDown();
    current.dispatchEvent(new Event("input", { bubbles: true }));
    current.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return (
    <AdminField {...{ name, label, hint, error, quiet }}>
      {(control) => (
        <span className={s.steps}>
          <Step words={`One less: ${label}`} onPress={() => step(-1)}>
            −
          </Step>
          <input
            ref={field}
            className="field num"
            type="number"
            inputMode="numeric"
            step={1}
            {...input}
            {...typed}
            {...control}
          />
          <Step words={`One more: ${label}`} onPress={() => step(1)}>
            +
          </Step>
        </span>
      )}
    </AdminField>
  );
}

function Step({ words, onPress, children }: { words: string; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="btn" aria-label={words} onClick={onPress}>
      {children}
    </button>
  );
}

/** What was typed stands over what was there. A controlled field is left alone. */
function useTyped(name: string, given: ComponentProps<"input">["defaultValue"]) {
  const { state } = useActionForm();
  const typed = state.done ? undefined : state.typed?.[name];
  const defaultValue = typed ?? given;
  return defaultValue === undefined ? {} : { defaultValue };
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return parts.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency;
}

"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { CheckField, type Option, SelectField, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";

const labels = { currency: "Currency", locale: "Language and country", timezone: "Time zone", country: "Country" };

type Props = {
  shop: Pick<Shop, keyof typeof labels | "version">;
  choices: {
    currencies: readonly Option[];
    locales: readonly Option[];
    timezones: readonly Option[];
    countries: readonly Option[];
  };
  /** An amount, a day and a time as they are written now. */
  example: string;
  action: StaffAction;
};

/** Where the shop is: its money, how numbers and dates are written, its clock. */
export function MoneyForm({ shop, choices, example, action }: Props) {
  const { version, ...theirs } = shop;
  return (
    <ActionForm action={action} about="place" label="Money and place" guard draft="settings-money">
      <ChangedMeanwhile version={version} theirs={theirs} labels={labels} />
      <Section
        title="Money"
        words="Every price and every new order. Orders that are in keep the currency they were placed in."
      >
        <SelectField name="currency" label="Currency" options={choices.currencies} defaultValue={shop.currency} />
        <CurrencyMeant now={shop.currency} />
      </Section>
      <Section title="Writing" words={`Now: ${example}`}>
        <div className={s.pair}>
          <TextField
            name="locale"
            label="Language and country"
            hint="How amounts, days and times are written, such as en-GB or de-CH."
            list="locales"
            maxLength={35}
            autoComplete="off"
            defaultValue={shop.locale}
          />
          <SelectField
            name="country"
            label="Country"
            hint="Whose phone numbers are typed without a code."
            options={choices.countries}
            defaultValue={shop.country}
          />
        </div>
        <datalist id="locales">
          {choices.locales.map(({ value, words }) => (
            <option key={value} value={value} label={words} />
          ))}
        </datalist>
      </Section>
      <Section title="Clock" words="Days begin and end by it, and so do the last moments to order.">
        <SelectField name="timezone" label="Time zone" options={choices.timezones} defaultValue={shop.timezone} />
      </Section>
      <SaveBar />
    </ActionForm>
  );
}

/** Asked for only after the shop said what another currency means. */
function CurrencyMeant({ now }: { now: string }) {
  const { state } = useActionForm();
  if (state.refusal?.code !== "currency_in_use" || state.typed?.currency === now) return null;
  return <CheckField name="currencyMeant" label="This is meant: prices keep their figures" />;
}

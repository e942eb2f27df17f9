import { getCountries } from "libphonenumber-js/min";
import type { Option } from "@/components/ui/admin-field";

const locales = [
  "en-GB",
  "en-IE",
  "en-US",
  "en-CA",
  "en-AU",
  "en-NZ",
  "en-ZA",
  "en-IN",
  "de-DE",
  "de-AT",
  "de-CH",
  "fr-FR",
  "fr-BE",
  "fr-CH",
  "fr-CA",
  "nl-NL",
  "nl-BE",
  "es-ES",
  "es-MX",
  "pt-PT",
  "pt-BR",
  "it-IT",
  "da-DK",
  "sv-SE",
  "nb-NO",
  "fi-FI",
  "pl-PL",
  "cs-CZ",
  "ja-JP",
];

type Choices = { currencies: Option[]; locales: Option[]; timezones: Option[]; countries: Option[] };

/** What currencies, languages, time zones and countries there are, with their names; the shop's own zone is always among them. */
export function placeChoices(locale: string, timezone: string): Choices {
  const named = (type: "currency" | "region" | "language", code: string) =>
    new Intl.DisplayNames([locale, "en"], { type }).of(code) ?? code;
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", timezone])].sort();
  return {
    currencies: Intl.supportedValuesOf("currency").map((code) => ({
      value: code,
      words: `${code}, ${named("currency", code)}`,
    })),
    locales: locales.map((tag) => ({ value: tag, words: named("language", tag) })),
    timezones: zones.map((zone) => ({ value: zone, words: zone.replaceAll("_", " ") })),
    countries: getCountries()
      .map((code) => ({ value: code, words: named("region", code) }))
      .sort((one, other) => one.words.localeCompare(other.words, locale)),
  };
}

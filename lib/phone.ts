import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/mobile";

/** Kept by the regulator for stories and demonstrations: nobody's, and in no table of real numbers. */
const fictional = /^\+447700900\d{3}$/;

/** A phone number as E.164, whatever way it was typed; null if it cannot be a number that receives texts. */
export function parseMobile(typed: string, country: string): string | null {
  const home = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(typed, home);
  if (number && fictional.test(number.number)) return number.number;
  if (!number?.isValid()) return null;
  const type = number.getType();
  return type === undefined || type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE" ? number.number : null;
}

/** A phone number of any kind as E.164; null if it has not the shape of one. Good for a call, not for a text. */
export function parsePhone(typed: string, country: string): string | null {
  const home = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(typed, home);
  return number?.isPossible() ? number.number : null;
}

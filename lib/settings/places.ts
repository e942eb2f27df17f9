const currencies = new Set(Intl.supportedValuesOf("currency"));

/** Whether these letters are a currency that amounts can be written in. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** Whether numbers and dates can be written the way of this language and country. */
export function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 && tag.length <= 35;
  } catch {
    return false;
  }
}

/** Whether this is the name of a time zone with its rules, such as Europe/London. An offset alone is none: it knows no summer. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A format takes longer to make than a thousand values to write: each is made once. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** The format of dates and times in a locale. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

/** The format of amounts of a currency in a locale. */
export function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  return kept(`${locale} ${currency}`, () => new Intl.NumberFormat(locale, { style: "currency", currency }));
}

/** The format of counts in a locale. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(`${locale} count ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const known = made.get(key) as Format | undefined;
  if (known) return known;
  const format = make();
  made.set(key, format);
  return format;
}

import type { LedgerFilter } from "@/lib/stock/rules-of-ledger";
import { addDays, instantAt, isDay } from "@/lib/time";

/** What the address of the ledger asks for, as it was typed. */
export type TypedFilter = Readonly<Record<(typeof names)[number], string>>;

const names = ["level", "variant", "day", "reason", "person", "from", "to", "order", "cause"] as const;

type Asked = Readonly<Record<string, string | string[] | undefined>>;

/** The filter in an address: days are whole days of the shop's zone. What makes no sense is left out. */
export function askedFilter(asked: Asked, timezone: string): { typed: TypedFilter; filter: LedgerFilter } {
  const typed = Object.fromEntries(names.map((name) => [name, words(asked[name])])) as TypedFilter;
  const midnight = (day: string) => (isDay(day) ? instantAt(day, 0, timezone) : null);
  const number = Number(typed.order.match(/(\d{1,9})$/)?.[1]);
  return {
    typed,
    filter: {
      levelId: typed.level,
      variantId: typed.variant,
      day: isDay(typed.day) ? typed.day : null,
      reason: typed.reason,
      person: typed.person,
      from: midnight(typed.from),
      until: isDay(typed.to) ? midnight(addDays(typed.to, 1)) : null,
      orderNumber: Number.isInteger(number) ? number : null,
      causeId: typed.cause,
    },
  };
}

/** The ledger's address with a filter, without the part of the site before it. */
export function ledgerPath(typed: Partial<TypedFilter> & { after?: string }): string {
  const query = new URLSearchParams(Object.entries(typed).filter(([, value]) => value));
  return query.size > 0 ? `/stock/ledger?${query}` : "/stock/ledger";
}

function words(value: string | string[] | undefined): string {
  return ((Array.isArray(value) ? value[0] : value) ?? "").trim().slice(0, 100);
}

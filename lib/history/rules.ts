import { fieldWords } from "@/lib/history/words-of-fields";
import { formatMoney } from "@/lib/money";

export type Change = { field: string; before: string | null; after: string };
type Fields = Readonly<Record<string, unknown>>;
type Place = { currency: string; locale: string };

/** Fields that say nothing to people: ids, versions, and what stands in the sentence already. */
const silent = /^(id|version|revision|link|photoId|.*Id|deliveryIds|token|number|numberPrefix)$/;

/**
 * What an event changed, field by field, as people read it. An event that changed nothing that was there tells what it says of
 * itself, but for an order's whole picture, which its own page shows.
 */
export function changesOf(
  { before, after, subject }: { before: Fields; after: Fields; subject: { kind: string; id: string } },
  place: Place,
): Change[] {
  const changed = Object.keys(before).filter((name) => !silent.test(name));
  if (changed.length > 0 || subject.kind === "order") {
    return changed.map((name) => {
      const value = (fields: Fields) => valueWords(name, fields[name], place);
      return { field: fieldWords(name), before: value(before), after: value(after) };
    });
  }
  const told = Object.entries(after).filter(([name, value]) => !silent.test(name) && isTelling(value));
  return withoutWho(told, subject).map(([name, value]) => ({
    field: fieldWords(name),
    before: null,
    after: valueWords(name, value, place),
  }));
}

/** An event about a colleague that has more to tell does not repeat who they are. Whom an invite is for, only it tells. */
function withoutWho(told: [string, unknown][], { kind, id }: { kind: string; id: string }): [string, unknown][] {
  if (kind !== "staff" || !id.startsWith("stf_")) return told;
  const more = told.filter(([name]) => name !== "role" && name !== "email");
  return more.length > 0 ? more : told;
}

function isTelling(value: unknown): boolean {
  return value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** One value as people read it. */
function valueWords(name: string, value: unknown, place: Place): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && name.endsWith("Minor")) return formatMoney(value, place.currency, place.locale);
  if (Array.isArray(value))
    return value.length ? value.map((one) => valueWords(name, one, place)).join("; ") : "nothing";
  if (typeof value === "object") return objectWords(value as Fields, place);
  return String(value).slice(0, 500);
}

/** A line of an order is "2 × Seeded rye", an order that waits "1049 after 15 min"; anything else names its fields. */
function objectWords(fields: Fields, place: Place): string {
  const { quantity, name, item } = fields as { quantity?: unknown; name?: unknown; item?: unknown };
  if (typeof quantity === "number" && (name ?? item)) return `${quantity} × ${String(name ?? item)}`;
  if (typeof fields.number === "string" && typeof fields.minutes === "number")
    return `${fields.number} after ${fields.minutes} min`;
  const told = Object.entries(fields).filter(([field, value]) => !silent.test(field) && isTelling(value));
  return (
    told.map(([field, value]) => `${fieldWords(field)}: ${valueWords(field, value, place)}`).join(", ") || "nothing"
  );
}

/** Who did it, as people read it. */
export function whoWords({ kind, name }: { kind: string; name?: string }): string {
  if (kind === "customer") return "A customer";
  if (kind === "api") return name ? `The API (${name})` : "The API";
  if (kind === "system") return name ? `The shop (${name})` : "The shop";
  return name ?? "Someone";
}

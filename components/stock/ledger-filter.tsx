import Link from "next/link";
import type { TypedFilter } from "@/components/stock/ledger-address";
import { reasonWords } from "@/components/stock/ledger-words";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { FilterBar } from "@/components/ui/toolbar";
import type { Person, VariantName } from "@/lib/stock/ledger-queries";

type Props = { typed: TypedFilter; variants: VariantName[]; persons: Person[] };

const others = [
  { value: "customer", words: "Customers" },
  { value: "api", words: "API" },
  { value: "system", words: "Holdfast itself" },
];

/** What of the ledger to show. */
export function LedgerFilterBar({ typed, variants, persons }: Props) {
  const someone = persons.map(({ id, name }) => ({ value: id, words: name }));
  const reasons = Object.entries(reasonWords).map(([value, words]) => ({ value, words }));
  const some = Object.values(typed).some(Boolean);
  return (
    <FilterBar action="/admin/stock/ledger" label="Filter the ledger" keep={{ level: typed.level, cause: typed.cause }}>
      <SelectField
        name="variant"
        label="Variant"
        defaultValue={typed.variant}
        options={[{ value: "", words: "Any variant" }, ...variants.map(({ id, name }) => ({ value: id, words: name }))]}
      />
      <TextField name="day" label="Pickup day" type="date" defaultValue={typed.day} />
      <SelectField
        name="reason"
        label="Reason"
        defaultValue={typed.reason}
        options={[{ value: "", words: "Any reason" }, ...reasons]}
      />
      <SelectField
        name="person"
        label="Person"
        defaultValue={typed.person}
        options={[{ value: "", words: "Anybody" }, ...someone, ...others]}
      />
      <TextField name="from" label="Written from" type="date" defaultValue={typed.from} />
      <TextField name="to" label="Written to" type="date" defaultValue={typed.to} />
      <TextField name="order" label="Order number" inputMode="numeric" maxLength={20} defaultValue={typed.order} />
      {some && (
        <Link className="btn bare" href="/admin/stock/ledger">
          Show all
        </Link>
      )}
    </FilterBar>
  );
}

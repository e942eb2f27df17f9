import { TextField } from "@/components/ui/admin-field";

type Props = { limitPerPerson: number | null; limitDays: number | null };

/** How much of an item one person may have; a variant's own limit per order stands beside its price. */
export function LimitsField({ limitPerPerson, limitDays }: Props) {
  return (
    <>
      <TextField
        name="limitPerPerson"
        label="Most per person"
        hint="Of all its variants together, over all their orders. Empty: no limit."
        inputMode="numeric"
        maxLength={3}
        defaultValue={limitPerPerson ?? ""}
      />
      <TextField
        name="limitDays"
        label="In so many days"
        hint="Counted from each order; 7 if left empty. Cancelled orders do not count."
        inputMode="numeric"
        maxLength={3}
        defaultValue={limitDays ?? ""}
      />
    </>
  );
}

import { CheckField, TextField } from "@/components/ui/admin-field";

type Props = { limitPerPerson: number | null; limitDays: number | null; confirmContact: boolean };

/** How much of an item one person may have; a variant's own limit per order stands beside its price. */
export function LimitsField({ limitPerPerson, limitDays, confirmContact }: Props) {
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
      <CheckField
        name="confirmContact"
        label="Customers confirm by a code"
        hint="Before checkout a code goes to the customer’s email or number, and nothing in their cart is kept until they enter it. Not to be had through the API then."
        defaultChecked={confirmContact}
      />
    </>
  );
}

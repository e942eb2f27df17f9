import { Section } from "@/components/settings/settings-page";
import { QuantityField, SelectField } from "@/components/ui/admin-field";
import type { Shop } from "@/lib/settings/queries";
import { customerChangeWords } from "@/lib/settings/rules-of-own-orders";

/** What these fields are called where a form says that somebody else changed them. */
export const ownOrderLabels = {
  customerCancelMinutes: "Customers may cancel for",
  customerChange: "Customers may change it",
} as const;

type Fields = Pick<Shop, keyof typeof ownOrderLabels>;

/** What customers may do with an order themselves. */
export function OwnOrderSection({ shop }: { shop: Fields }) {
  return (
    <Section
      title="Their own order"
      words="What customers may do themselves, on their order’s page. You hear of it by email, on the board and wherever orders are sent."
    >
      <QuantityField
        name="customerCancelMinutes"
        label="Customers may cancel for (minutes)"
        hint="After placing, while it is not accepted; never after the last moment to order for its day or to choose its time. 0: they call you instead."
        min={0}
        max={10080}
        step={5}
        defaultValue={shop.customerCancelMinutes}
      />
      <SelectField
        name="customerChange"
        label="Customers may change it"
        hint="How many of what, and the day; never after the last moment to order for its day or to choose its time, nor once it is packed. Where orders are accepted by themselves, choose the last."
        options={Object.entries(customerChangeWords).map(([value, words]) => ({ value, words }))}
        defaultValue={shop.customerChange}
      />
    </Section>
  );
}

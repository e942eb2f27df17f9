import { FindBox } from "@/components/ui/toolbar";

type Props = { typed?: string; keep?: Record<string, string> };

/** Finds an order of any day by what people say at the door. */
export function FindOrder({ typed = "", keep = {} }: Props) {
  return (
    <FindBox
      action="/admin/orders/all"
      label="Find an order"
      placeholder="Number, name, phone"
      typed={typed}
      keep={keep}
    />
  );
}

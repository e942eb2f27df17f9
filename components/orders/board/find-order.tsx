import { FindBox } from "@/components/ui/toolbar";

/** Finds an order of any day by what people say at the door. */
export function FindOrder({ typed = "" }: { typed?: string }) {
  return <FindBox action="/admin/orders/all" label="Find an order" placeholder="Number, name, phone" typed={typed} />;
}

import { db } from "@/lib/db/client";
import type { Contact } from "@/lib/orders/input";
import { readSnapshot } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** The answer to a submit. `repeated`: an earlier submit placed it. `differs`: what was typed this time was not applied. */
export type PlacedOrder = {
  id: string;
  number: number;
  token: string;
  repeated: boolean;
  differs: boolean;
  /** The order as it is now. */
  snapshot: OrderSnapshot;
};

/** The order that an earlier submit placed, as the answer to a later one. */
export async function findEarlierOrder(orderId: string, { customer, note }: Contact): Promise<PlacedOrder> {
  const snapshot = await readSnapshot(db(), orderId);
  const { id, number, token } = snapshot;
  const { name, email, phone } = snapshot.customer;
  const same = customer.name === name && customer.email === email && customer.phone === phone && note === snapshot.note;
  return { id, number, token, repeated: true, differs: !same, snapshot };
}

import { db } from "@/lib/db/client";
import type { Contact } from "@/lib/orders/input";

/** The answer to a submit. `repeated`: an earlier submit placed it. `differs`: what was typed this time was not applied. */
export type PlacedOrder = { id: string; number: number; token: string; repeated: boolean; differs: boolean };

const fields = {
  id: true,
  number: true,
  token: true,
  customerName: true,
  customerEmail: true,
  customerPhone: true,
  note: true,
} as const;

/** The order that an earlier submit placed, as the answer to a later one. */
export async function findEarlierOrder(id: string, typed: Contact): Promise<PlacedOrder> {
  const order = await db().order.findUniqueOrThrow({ where: { id }, select: fields });
  const { name, email, phone } = typed.customer;
  const same =
    order.customerName === name &&
    order.customerEmail === email &&
    order.customerPhone === phone &&
    order.note === typed.note;
  return { id: order.id, number: order.number, token: order.token, repeated: true, differs: !same };
}

import type { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";

/** How a person is reached: email in small letters, phone as E.164; either may be empty. */
export type Contact = { email: string; phone: string };

/** A person, by one of their orders. */
export type Person = Contact & { name: string; erasedAt: Date | null };

/**
 * The ids of a person's orders as a query: all with the same email address or the same number. Who gave neither is known by one order alone.
 * Takes SQL expressions.
 */
export function ordersOf(orderId: Sql, email: Sql, phone: Sql): Sql {
  return sql`
    SELECT id FROM orders WHERE id = ${orderId}
    UNION SELECT id FROM orders WHERE customer_email <> '' AND lower(customer_email) = ${email}
    UNION SELECT id FROM orders WHERE customer_phone <> '' AND customer_phone = ${phone}`;
}

/** Whose an order is. Refuses `not_found`. */
export async function readPerson(client: Tx | ReturnType<typeof db>, orderId: string): Promise<Person> {
  const order = await client.order.findUnique({
    where: { id: orderId },
    select: { customerName: true, customerEmail: true, customerPhone: true, erasedAt: true },
  });
  if (!order) return refuseCommon("not_found", { what: "customer" });
  const { customerName: name, customerEmail, customerPhone: phone, erasedAt } = order;
  return { name, email: customerEmail.toLowerCase(), phone, erasedAt };
}

/** The ids of all orders of the person whose order this is. */
export async function listOrderIds(
  client: Tx | ReturnType<typeof db>,
  orderId: string,
  { email, phone }: Contact,
): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>(ordersOf(sql`${orderId}`, sql`${email}`, sql`${phone}`));
  return rows.map(({ id }) => id).sort();
}

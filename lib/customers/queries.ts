import { type CustomerOrder, listTheirs } from "@/lib/customers/orders-queries";
import { type Contact, ordersOf, readPerson } from "@/lib/customers/person";
import { groupPeople } from "@/lib/customers/rules";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { everyOrder } from "@/lib/orders/list-filter";
import { listOrders } from "@/lib/orders/list-queries";

/** What a person's orders come to. Money in minor units: what was handed over, not what was cancelled. */
export type Sums = {
  orders: number;
  open: number;
  completed: number;
  cancelled: number;
  notCollected: number;
  totalMinor: number;
  firstAt: Date | null;
  lastAt: Date | null;
};

/** A person as a list shows them. `orderId` is the order they go by. */
export type CustomerRow = Contact & Sums & { orderId: string; name: string; currency: string };

const read = 60;

/**
 * People whose name, email or phone hold what was typed, or who ordered last if nothing was; by their newest order. Read from the newest 60
 * orders that match, in as many statements whatever is asked.
 */
export async function findCustomers(typed: string, timezone: string): Promise<CustomerRow[]> {
  const { rows, exact } = await listOrders({ filter: { ...everyOrder, find: typed }, timezone, pageSize: read });
  const found = exact && !rows.some(({ id }) => id === exact.id) ? [exact, ...rows] : rows;
  const contacts = await db().order.findMany({
    where: { id: { in: found.map(({ id }) => id) }, erasedAt: null },
    select: { id: true, customerName: true, customerEmail: true, customerPhone: true, currency: true },
  });
  const byId = new Map(contacts.map((row) => [row.id, row]));
  const people = groupPeople(
    found.flatMap(({ id }) => {
      const row = byId.get(id);
      if (!row) return [];
      const { customerName: name, customerEmail, customerPhone: phone, currency } = row;
      return { orderId: id, name, email: customerEmail.toLowerCase(), phone, currency };
    }),
  );
  const sums = await sumPeople(people);
  return people.map((person) => ({ ...person, ...(sums.get(person.orderId) ?? noSums) }));
}

const noSums: Sums = {
  ...{ orders: 0, open: 0, completed: 0, cancelled: 0, notCollected: 0, totalMinor: 0 },
  ...{ firstAt: null, lastAt: null },
};

async function sumPeople(people: readonly (Contact & { orderId: string })[]): Promise<Map<string, Sums>> {
  const wanted = JSON.stringify(people.map(({ orderId, email, phone }) => ({ orderId, email, phone })));
  const rows = await db().$queryRaw<(Sums & { orderId: string })[]>`
    SELECT p."orderId", s.*
      FROM jsonb_to_recordset(${wanted}::jsonb) AS p("orderId" text, email text, phone text)
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS orders, count(*) FILTER (WHERE status IN ('placed', 'accepted', 'ready'))::int AS open,
              count(*) FILTER (WHERE status = 'completed')::int AS completed, count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
              count(*) FILTER (WHERE status = 'not_collected')::int AS "notCollected",
              coalesce(sum(total_minor) FILTER (WHERE status = 'completed'), 0)::float8 AS "totalMinor",
              min(placed_at) AS "firstAt", max(placed_at) AS "lastAt"
         FROM orders WHERE id IN (${ordersOf(sql`p."orderId"`, sql`p.email`, sql`p.phone`)})) AS s`;
  return new Map(rows.map(({ orderId, ...sums }) => [orderId, sums]));
}

/** A person with their orders, newest first, at most 200, and what all of them come to. */
export type CustomerView = Contact & {
  orderId: string;
  name: string;
  erasedAt: Date | null;
  /** Other names and addresses on the same person's orders. */
  otherNames: string[];
  otherContacts: string[];
  sums: Sums;
  orders: CustomerOrder[];
};

/** What the orders of the person whose order this is come to. Refuses `not_found`. */
export async function sumCustomer(orderId: string): Promise<Sums> {
  const person = await readPerson(db(), orderId);
  return (await sumPeople([{ orderId, ...person }])).get(orderId) ?? noSums;
}

/** The person whose order this is. Refuses `not_found`. */
export async function getCustomer(orderId: string): Promise<CustomerView> {
  const person = await readPerson(db(), orderId);
  const [orders, sums] = await Promise.all([listTheirs(orderId, person), sumPeople([{ orderId, ...person }])]);
  const others = (values: string[], known: string[]) =>
    [...new Set(values)].filter((value) => value !== "" && !known.includes(value));
  const contacts = orders.flatMap(({ email, phone }) => [email.toLowerCase(), phone]);
  const name = person.name || (orders[0]?.name ?? "");
  return {
    ...{ orderId, ...person, name, orders, sums: sums.get(orderId) ?? noSums },
    otherNames: others(
      orders.map((order) => order.name),
      [name],
    ),
    otherContacts: others(contacts, [person.email, person.phone]),
  };
}

import type { Metadata } from "next";
import { CustomerList } from "@/components/customers/customer-list";
import { AdminPage } from "@/components/layout/admin-page";
import { ListKeys } from "@/components/ui/list-keys";
import { FindBox } from "@/components/ui/toolbar";
import { findCustomers } from "@/lib/customers/queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const [, shop, typed] = await Promise.all([
    requireStaff("customers.view"),
    getShop(),
    findWords(searchParams, "find"),
  ]);
  const { locale, timezone } = shop;
  return (
    <AdminPage
      title={<h1>Customers</h1>}
      far={<FindBox action="/admin/customers" label="Find by name, phone or email" typed={typed} />}
    >
      <CustomerList
        typed={typed}
        customers={await findCustomers(typed, timezone)}
        place={{ locale, timezone, today: dayOf(new Date(), timezone) }}
      />
      <ListKeys row="customer" finds />
    </AdminPage>
  );
}

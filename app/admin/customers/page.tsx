import type { Metadata } from "next";
import { eraseWaiting } from "@/app/admin/customers/actions";
import { staffPage } from "@/app/admin/staff-page";
import { CustomerList } from "@/components/customers/customer-list";
import { WaitingPeople } from "@/components/customers/waiting-people";
import { AdminPage } from "@/components/layout/admin-page";
import { ListKeys } from "@/components/ui/list-keys";
import { FindBox } from "@/components/ui/toolbar";
import { may } from "@/lib/actor";
import { findCustomers } from "@/lib/customers/queries";
import { findWhoWaits } from "@/lib/customers/waiting-queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Customers" };

export default staffPage(async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, shop, typed] = await Promise.all([
    requireStaff("customers.view"),
    getShop(),
    findWords(searchParams, "find"),
  ]);
  const { locale, timezone } = shop;
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const [customers, waiting] = await Promise.all([findCustomers(typed, timezone), findWhoWaits(typed)]);
  return (
    <AdminPage
      title={<h1>Customers</h1>}
      far={<FindBox action="/admin/customers" label="Find by name, phone or email" typed={typed} />}
    >
      {(customers.length > 0 || waiting.length === 0) && (
        <CustomerList typed={typed} customers={customers} place={place} />
      )}
      <WaitingPeople people={waiting} place={place} erase={may(staff, "customers.erase") ? eraseWaiting : null} />
      <ListKeys row="customer" finds />
    </AdminPage>
  );
});

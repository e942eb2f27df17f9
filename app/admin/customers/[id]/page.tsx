import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { cancelAll, erase } from "@/app/admin/customers/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { CancelAll } from "@/components/customers/cancel-all";
import { CustomerHead } from "@/components/customers/customer-head";
import { CustomerOrders } from "@/components/customers/customer-orders";
import s from "@/components/customers/customers.module.css";
import { EraseCustomer } from "@/components/customers/erase-customer";
import { AdminPage } from "@/components/layout/admin-page";
import { may } from "@/lib/actor";
import { mostCancelled } from "@/lib/customers/input";
import { getCustomer } from "@/lib/customers/queries";
import { isOpen } from "@/lib/orders/status";
import { isRefusal } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

const readCustomer = cache(async (id: string) => {
  try {
    return await getCustomer(id);
  } catch (error) {
    if (isRefusal(error, "not_found")) notFound();
    throw error;
  }
});

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff("customers.view");
  return { title: (await readCustomer((await params).id)).name || "Erased customer" };
});

export default staffPage(async function CustomerPage({ params }: Props) {
  const [staff, shop] = await Promise.all([requireStaff("customers.view"), getShop()]);
  const customer = await readCustomer((await params).id);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  const open = customer.orders.filter(({ status }) => isOpen(status)).slice(0, mostCancelled);
  const erased = customer.erasedAt !== null;
  return (
    <AdminPage
      title={
        <Link className="btn bare small" href="/admin/customers">
          ‹ Customers
        </Link>
      }
    >
      <CustomerHead customer={customer} place={place} currency={shop.currency} />
      <div className={s.two}>
        <CustomerOrders customer={customer} place={place} />
        {!erased && (
          <aside className={s.acts} aria-label="What can be done">
            {may(staff, "orders.cancel") && (
              <CancelAll orderId={customer.orderId} orders={open} action={cancelAll} place={place} />
            )}
            {may(staff, "customers.erase") && (
              <EraseCustomer customer={customer} open={customer.sums.open} action={erase} />
            )}
          </aside>
        )}
      </div>
    </AdminPage>
  );
});

import type { Metadata } from "next";
import Link from "next/link";
import { staffPage } from "@/app/admin/staff-page";
import { AdminPage } from "@/components/layout/admin-page";
import { ExportForm } from "@/components/orders/admin/export-form";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Orders as CSV" };

export default staffPage(async function ExportOrdersPage() {
  const [, { timezone }] = await Promise.all([requireStaff("orders.export"), getShop()]);
  return (
    <AdminPage
      title={
        <>
          <Link className="btn bare small" href="/admin/orders">
            ‹ Orders
          </Link>
          <h1>Orders as CSV</h1>
        </>
      }
    >
      <ExportForm today={dayOf(new Date(), timezone)} timezone={timezone} />
    </AdminPage>
  );
});

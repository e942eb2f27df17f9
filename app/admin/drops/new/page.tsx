import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { make } from "@/app/admin/drops/actions";
import { DropForm } from "@/components/catalog/admin/drop-form";
import { DropTitle } from "@/components/catalog/admin/drop-title";
import s from "@/components/catalog/admin/item.module.css";
import { AdminPage } from "@/components/layout/admin-page";
import { may } from "@/lib/actor";
import { listDropChoices } from "@/lib/catalog/drop-queries";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Make a drop" };

export default async function NewDropPage() {
  const [staff, { timezone }] = await Promise.all([requireStaff(), getShop()]);
  if (!may(staff, "catalog.change")) redirect("/admin/drops");
  return (
    <AdminPage title={<DropTitle name="Make a drop" />}>
      <div className={s.page}>
        <DropForm drop={null} begun={false} choices={await listDropChoices(null)} timezone={timezone} action={make} />
        <aside className={`${s.rail} mid`} aria-label="What comes next">
          <p>Customers see its page, with the time that is left, as soon as you make it.</p>
          <p>At the moment that you choose it opens by itself, on every page at once, and by no door before.</p>
        </aside>
      </div>
    </AdminPage>
  );
}

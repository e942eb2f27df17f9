import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancel, change, end } from "@/app/admin/drops/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { DropForm } from "@/components/catalog/admin/drop-form";
import { DropRail } from "@/components/catalog/admin/drop-rail";
import { DropTitle } from "@/components/catalog/admin/drop-title";
import s from "@/components/catalog/admin/item.module.css";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { may } from "@/lib/actor";
import { findDropForStaff, findDropRow, listDropChoices } from "@/lib/catalog/drop-queries";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  return { title: (await findDropForStaff((await params).id))?.name ?? "No such drop" };
});

export default staffPage(async function DropPage({ params }: Props) {
  const [staff, { locale, timezone }, { id }] = await Promise.all([requireStaff(), getShop(), params]);
  const [drop, row, choices] = await Promise.all([
    findDropForStaff(id),
    findDropRow(id, timezone),
    listDropChoices(id),
  ]);
  if (!drop || !row) notFound();
  const open = row.state === "coming" || row.state === "running";
  const mayChange = may(staff, "catalog.change");
  return (
    <AdminPage title={<DropTitle name={drop.name} />}>
      <Refresh every={15} while={row.state === "running"} />
      <div className={s.page}>
        <DropForm
          key={`${drop.id} ${row.state}`}
          drop={drop}
          begun={row.state !== "coming"}
          choices={choices}
          timezone={timezone}
          action={mayChange && open ? change : null}
        />
        <DropRail drop={row} place={{ locale, timezone }} actions={mayChange ? { cancel, end } : null} />
      </div>
    </AdminPage>
  );
});

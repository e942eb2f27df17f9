import type { Metadata } from "next";
import { move, remove } from "@/app/admin/waiting/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { WaitingLists } from "@/components/waiting/admin/waiting-lists";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { listWaiting } from "@/lib/waiting/staff-queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Waiting lists" };

export default async function WaitingListsPage() {
  const staff = await requireStaff("waiting.view");
  const [{ locale, timezone }, lists] = await Promise.all([getShop(), listWaiting()]);
  return (
    <AdminPage title={<h1>Waiting lists</h1>}>
      <WaitingLists
        lists={lists}
        place={{ locale, timezone, today: dayOf(new Date(), timezone) }}
        actions={may(staff, "waiting.manage") ? { move, remove } : null}
      />
    </AdminPage>
  );
}

import type { Metadata } from "next";
import { staffPage } from "@/app/admin/staff-page";
import { move, remove } from "@/app/admin/waiting/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { WaitingLists } from "@/components/waiting/admin/waiting-lists";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { listWaiting } from "@/lib/waiting/staff-queries";
import { findDay, findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Waiting lists" };

export default staffPage(async function WaitingListsPage({ searchParams }: { searchParams: SearchParams }) {
  const staff = await requireStaff("waiting.view");
  const [item, variant, day] = await Promise.all([
    findWords(searchParams, "item"),
    findWords(searchParams, "variant"),
    findDay(searchParams, "day"),
  ]);
  const filter = { ...(item && { itemId: item }), ...(variant && { variantId: variant }), day };
  const [{ locale, timezone }, lists] = await Promise.all([getShop(), listWaiting(filter)]);
  return (
    <AdminPage title={<h1>Waiting lists</h1>}>
      <WaitingLists
        lists={lists}
        some={item !== "" || variant !== "" || day !== null}
        place={{ locale, timezone, today: dayOf(new Date(), timezone) }}
        actions={may(staff, "waiting.manage") ? { move, remove } : null}
      />
    </AdminPage>
  );
});

import type { Metadata } from "next";
import Link from "next/link";
import { pauseOrders, resumeOrders } from "@/app/admin/actions";
import { closeTime, reopenTime } from "@/app/admin/slots/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { PausePanel } from "@/components/ordering/pause-panel";
import { DayLoad } from "@/components/pickup/day-load";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { listLoad } from "@/lib/pickup/queries-of-load";
import { getShop } from "@/lib/settings/queries";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { addDays, dayOf, formatDay, formatShortDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Pickup times" };

export default async function SlotsPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, shop, asked] = await Promise.all([
    requireStaff("orders.view"),
    getShop(),
    findDay(searchParams, "day"),
  ]);
  const from = asked ?? dayOf(new Date(), shop.timezone);
  const days = [...Map.groupBy(await listLoad(from), (slot) => slot.day)];
  return (
    <AdminPage
      title={<h1>Pickup times</h1>}
      far={
        <nav aria-label="Weeks">
          <Link className="btn small" href={`/admin/slots?day=${addDays(from, -7)}`}>
            ‹ Week before
          </Link>{" "}
          <Link className="btn small" href={`/admin/slots?day=${addDays(from, 7)}`}>
            Week after ›
          </Link>
        </nav>
      }
    >
      <PausePanel {...orderingOf(shop)} may={may(staff, "shop.open")} pause={pauseOrders} resume={resumeOrders} />
      {days.length === 0 && (
        <Empty
          title={`No pickup times in the week from ${formatShortDay(from, shop.locale)}.`}
          action={
            may(staff, "settings.change") && (
              <Link className="btn" href="/admin/settings/times">
                Set pickup times
              </Link>
            )
          }
        >
          Without times, an order is for its day.
        </Empty>
      )}
      {days.map(([day, slots]) => (
        <DayLoad
          key={day}
          day={day}
          title={formatDay(day, shop.locale)}
          slots={slots}
          locale={shop.locale}
          mayClose={may(staff, "slots.close")}
          close={closeTime}
          reopen={reopenTime}
        />
      ))}
    </AdminPage>
  );
}

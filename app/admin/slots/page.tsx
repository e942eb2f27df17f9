import type { Metadata } from "next";
import Link from "next/link";
import { pauseOrders, resumeOrders } from "@/app/admin/actions";
import { closeTime, reopenTime } from "@/app/admin/slots/actions";
import { staffPage } from "@/app/admin/staff-page";
import { AdminPage } from "@/components/layout/admin-page";
import { RefusedAnswer } from "@/components/layout/refused-answer";
import { PausePanel } from "@/components/ordering/pause-panel";
import { DayLoad } from "@/components/pickup/day-load";
import { FollowTimes } from "@/components/pickup/follow-times";
import { type DifferingDay, OtherDays } from "@/components/pickup/other-days";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { readSlots } from "@/lib/live/queries";
import { listDayLoads, listLoad } from "@/lib/pickup/queries-of-load";
import { listSpecialTimes } from "@/lib/pickup/queries-of-times";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { getShop, listClosedDays } from "@/lib/settings/queries";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { addDays, type Day, dayOf, formatDay, formatShortDay } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Pickup times" };

export default staffPage(async function SlotsPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, shop, asked, answer] = await Promise.all([
    requireStaff("orders.view"),
    getShop(),
    findDay(searchParams, "day"),
    findAnswer(),
  ]);
  const today = dayOf(new Date(), shop.timezone);
  const from = asked ?? today;
  const week = Array.from({ length: 7 }, (_, index) => addDays(from, index)).filter((day) => day >= today);
  const [times, load, dayLoads, differing] = await Promise.all([
    readSlots(week),
    listLoad(from),
    listDayLoads(from),
    listDiffering(today, shop.locale),
  ]);
  const days = [...Map.groupBy(load, (slot) => slot.day)];
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
      <FollowTimes days={week.map((day) => ({ day, slots: times.get(day) ?? [] }))} />
      <RefusedAnswer answer={answer} about={["pause"]} />
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
          note={differing.find((one) => one.day === day && one.what.startsWith("closed"))?.what ?? ""}
          slots={slots}
          load={dayLoads.get(day)}
          locale={shop.locale}
          mayClose={may(staff, "slots.close")}
          mayChange={may(staff, "slots.change") && day >= today}
          close={closeTime}
          reopen={reopenTime}
        />
      ))}
      {may(staff, "slots.change") && <OtherDays days={differing} today={today} />}
    </AdminPage>
  );
});

/** The days ahead that are closed, or have times of their own, in order. */
async function listDiffering(today: Day, locale: string): Promise<DifferingDay[]> {
  const [closed, special] = await Promise.all([listClosedDays(today), listSpecialTimes(today)]);
  const shut = closed.map(({ day, reason }) => ({ day, what: reason ? `closed: ${reason}` : "closed" }));
  const own = special
    .filter(({ day }) => !closed.some((row) => row.day === day))
    .map(({ day, windows }) => ({
      day,
      what: `times of its own: ${windows.map((window) => timeWords(window, locale)).join(", ")}`,
    }));
  return [...shut, ...own]
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .map(({ day, what }) => ({ day, what, words: formatDay(day, locale) }));
}

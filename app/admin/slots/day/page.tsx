import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { closeOneDay, reopenOneDay } from "@/app/admin/settings/actions";
import { followWeekday, setTimesOfDay } from "@/app/admin/slots/actions";
import { staffPage } from "@/app/admin/staff-page";
import { AdminPage } from "@/components/layout/admin-page";
import { RefusedAnswer } from "@/components/layout/refused-answer";
import { DayClosed, DayTimesForm, type TimesOfDay } from "@/components/pickup/day-form";
import { may } from "@/lib/actor";
import { listSpecialTimes, listWeekdayTimes } from "@/lib/pickup/queries-of-times";
import { markOfTimes } from "@/lib/pickup/rules-of-slots";
import { getShop, listClosedDays, listHours } from "@/lib/settings/queries";
import { type Day, dayOf, formatDay, formatWeekday, weekdayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Times of a day" };

export default staffPage(async function DayOfSlotsPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, shop, day, answer] = await Promise.all([
    requireStaff("slots.change"),
    getShop(),
    findDay(searchParams, "day"),
    findAnswer(),
  ]);
  if (!day || day < dayOf(new Date(), shop.timezone)) notFound();
  const { closed, own, usual, isOpenWeekday } = await readDay(day);
  const words = formatDay(day, shop.locale);
  return (
    <AdminPage
      title={<h1>{words}</h1>}
      far={
        <Link className="btn" href={`/admin/slots?day=${day}`}>
          Back to the times
        </Link>
      }
    >
      <RefusedAnswer answer={answer} about={[day, `${day} follow`, `${day} closed`]} />
      {may(staff, "settings.change") && (
        <DayClosed {...{ day, words }} reason={closed?.reason ?? null} close={closeOneDay} reopen={reopenOneDay} />
      )}
      <DayTimesForm
        key={markOfTimes(own)}
        day={day}
        times={own ?? usual}
        opened={markOfTimes(own)}
        weekday={isOpenWeekday ? formatWeekday(weekdayOf(day), shop.locale) : null}
        own={own !== undefined}
        set={setTimesOfDay}
        follow={followWeekday}
      />
    </AdminPage>
  );
});

/** By six the evening before, where the weekday says nothing. */
const eveningBefore = { orderDaysBefore: 1, orderByMinute: 1_080 };

async function readDay(day: Day) {
  const [closed, special, week, hours] = await Promise.all([
    listClosedDays(day),
    listSpecialTimes(day),
    listWeekdayTimes(),
    listHours(),
  ]);
  const weekday = weekdayOf(day);
  const open = hours.find((row) => row.weekday === weekday);
  const { windows = [], leadMinutes = 0, dayCapacity = null } = week.find((row) => row.weekday === weekday) ?? {};
  const { orderDaysBefore, orderByMinute } = open ?? eveningBefore;
  const usual: TimesOfDay = { windows, leadMinutes, dayCapacity, orderDaysBefore, orderByMinute };
  return {
    closed: closed.find((row) => row.day === day),
    own: special.find((row) => row.day === day),
    usual,
    isOpenWeekday: open !== undefined,
  };
}

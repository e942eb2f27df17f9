import type { Metadata } from "next";
import { changeWeek, closeOneDay, reopenOneDay } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { ClosedDays } from "@/components/settings/closed-days";
import { SettingsPage } from "@/components/settings/settings-page";
import { WeekForm } from "@/components/settings/week-form";
import { may } from "@/lib/actor";
import { weekdays } from "@/lib/settings/hours-input";
import { getShop, listClosedDays, listHours } from "@/lib/settings/queries";
import { dayOf, formatDay, formatWeekday } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Opening hours" };

export default staffPage(async function HoursPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  const today = dayOf(new Date(), shop.timezone);
  const [hours, closed] = await Promise.all([listHours(), listClosedDays(today)]);
  const week = weekdays.map((weekday) => ({
    weekday,
    words: formatWeekday(weekday, shop.locale),
    hours: hours.find((row) => row.weekday === weekday) ?? null,
  }));
  const days = closed.map(({ day, reason }) => ({ day, reason, words: formatDay(day, shop.locale) }));
  return (
    <SettingsPage at="/admin/settings/hours" mayEmpty={may(staff, "shop.empty")}>
      <WeekForm week={week} version={shop.version} action={changeWeek} />
      <ClosedDays days={days} today={today} close={closeOneDay} reopen={reopenOneDay} />
    </SettingsPage>
  );
});

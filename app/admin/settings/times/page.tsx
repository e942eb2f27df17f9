import type { Metadata } from "next";
import { changeTimes } from "@/app/admin/settings/times/actions";
import { staffPage } from "@/app/admin/staff-page";
import { SettingsPage } from "@/components/settings/settings-page";
import { TimesForm } from "@/components/settings/times-form";
import { may } from "@/lib/actor";
import { listWeekdayTimes } from "@/lib/pickup/queries-of-times";
import { weekdays } from "@/lib/settings/hours-input";
import { getShop } from "@/lib/settings/queries";
import { formatWeekday } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Pickup times" };

export default staffPage(async function TimesPage() {
  const staff = await requireStaff("settings.change");
  const [shop, known] = await Promise.all([getShop(), listWeekdayTimes()]);
  const week = weekdays.map((weekday) => ({
    ...(known.find((row) => row.weekday === weekday) ?? { weekday, windows: [], leadMinutes: 0, dayCapacity: null }),
    words: formatWeekday(weekday, shop.locale),
  }));
  return (
    <SettingsPage at="/admin/settings/times" mayEmpty={may(staff, "shop.empty")}>
      <TimesForm week={week} version={shop.version} action={changeTimes} />
    </SettingsPage>
  );
});

import type { Metadata } from "next";
import { changePlace } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { MoneyForm } from "@/components/settings/money-form";
import { placeChoices } from "@/components/settings/place-choices";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { formatMoney } from "@/lib/money";
import { getShop } from "@/lib/settings/queries";
import { dayOf, formatDay, formatTime } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Money and place" };

export default staffPage(async function MoneyPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  const { currency, locale, timezone, country, version } = shop;
  const now = new Date();
  const day = formatDay(dayOf(now, timezone), locale);
  const example = `${formatMoney(123_450, currency, locale)}, ${day}, ${formatTime(now, locale, timezone)}`;
  return (
    <SettingsPage at="/admin/settings/money" mayEmpty={may(staff, "shop.empty")}>
      <MoneyForm
        shop={{ currency, locale, timezone, country, version }}
        choices={placeChoices(locale, timezone)}
        example={example}
        action={changePlace}
      />
    </SettingsPage>
  );
});

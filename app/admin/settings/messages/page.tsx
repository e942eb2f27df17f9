import type { Metadata } from "next";
import { changeMessages } from "@/app/admin/settings/actions";
import { MessagesForm } from "@/components/settings/messages-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import { getShop } from "@/lib/settings/queries";
import { addDays, dayOf, formatDay, formatShortDay } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Words of messages" };

export default async function MessagesPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  const tomorrow = addDays(dayOf(new Date(), shop.timezone), 1);
  const example = {
    name: "Maya",
    number: orderNumber({ numberPrefix: shop.orderPrefix, number: 1042 }),
    day: formatDay(tomorrow, shop.locale),
    shortDay: formatShortDay(tomorrow, shop.locale),
    total: formatMoney(1760, shop.currency, shop.locale),
    shop: shop.name,
    link: `${appUrl()}/orders/Jx3kP0vQ7m2LwZr8TbYc5A`,
  };
  return (
    <SettingsPage at="/admin/settings/messages" mayEmpty={may(staff, "shop.empty")}>
      <MessagesForm
        words={shop.messageWords}
        resendUnknownAfter={shop.resendUnknownAfter}
        version={shop.version}
        example={example}
        action={changeMessages}
      />
    </SettingsPage>
  );
}

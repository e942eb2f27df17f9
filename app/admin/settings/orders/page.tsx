import type { Metadata } from "next";
import { changeOrders } from "@/app/admin/settings/actions";
import { NotForYou } from "@/components/layout/not-for-you";
import { OrdersForm } from "@/components/settings/orders-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "How orders come in" };

export default async function OrderSettingsPage() {
  const [staff, shop] = await Promise.all([requireStaff(), getShop()]);
  if (!may(staff, "settings.change")) return <NotForYou title="Settings" />;
  return (
    <SettingsPage at="/admin/settings/orders" mayEmpty={may(staff, "shop.empty")}>
      <OrdersForm shop={shop} action={changeOrders} />
    </SettingsPage>
  );
}

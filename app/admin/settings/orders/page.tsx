import type { Metadata } from "next";
import { changeOrders } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { OrdersForm } from "@/components/settings/orders-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "How orders come in" };

export default staffPage(async function OrderSettingsPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  return (
    <SettingsPage at="/admin/settings/orders" mayEmpty={may(staff, "shop.empty")}>
      <OrdersForm shop={shop} action={changeOrders} />
    </SettingsPage>
  );
});

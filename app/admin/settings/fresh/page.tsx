import type { Metadata } from "next";
import { startFresh } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { FreshForm } from "@/components/settings/fresh-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { countOrders } from "@/lib/orders/board-queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Start fresh" };

export default staffPage(async function FreshPage() {
  await requireStaff("shop.empty");
  return (
    <SettingsPage at="/admin/settings/fresh" mayEmpty>
      <FreshForm orders={await countOrders()} action={startFresh} />
    </SettingsPage>
  );
});

import type { Metadata } from "next";
import { startFresh } from "@/app/admin/settings/actions";
import { NotForYou } from "@/components/layout/not-for-you";
import { FreshForm } from "@/components/settings/fresh-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { countOrders } from "@/lib/orders/board-queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Start fresh" };

export default async function FreshPage() {
  const staff = await requireStaff();
  if (!may(staff, "shop.empty")) return <NotForYou title="Settings" />;
  return (
    <SettingsPage at="/admin/settings/fresh" mayEmpty>
      <FreshForm orders={await countOrders()} action={startFresh} />
    </SettingsPage>
  );
}

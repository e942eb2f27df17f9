import type { Metadata } from "next";
import { changeGuard } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { GuardForm } from "@/components/settings/guard-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Against misuse" };

export default staffPage(async function GuardPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  const sends = whatSends();
  return (
    <SettingsPage at="/admin/settings/guard" mayEmpty={may(staff, "shop.empty")}>
      <GuardForm shop={shop} sends={sends.email || sends.text} action={changeGuard} />
    </SettingsPage>
  );
});

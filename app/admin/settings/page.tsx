import type { Metadata } from "next";
import { changeFace } from "@/app/admin/settings/actions";
import { staffPage } from "@/app/admin/staff-page";
import { FaceForm } from "@/components/settings/face-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Settings" };

export default staffPage(async function ShopSettingsPage() {
  const staff = await requireStaff("settings.change");
  const shop = await getShop();
  const { name, tagline, address, directions, phone, email, paymentNote, accent, logo, version } = shop;
  const face = { name, tagline, address, directions, phone, email, paymentNote, accent, logo, version };
  return (
    <SettingsPage at="/admin/settings" mayEmpty={may(staff, "shop.empty")}>
      <FaceForm shop={face} action={changeFace} />
    </SettingsPage>
  );
});

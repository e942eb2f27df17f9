import type { Metadata } from "next";
import { staffPage } from "@/app/admin/staff-page";
import { BackupState } from "@/components/backup/backup-state";
import { HowToBackUp } from "@/components/backup/how-to-back-up";
import { MadeBackups } from "@/components/backup/made-backups";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/actor";
import { listBackups } from "@/lib/backup/queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Backup" };

const shown = 14;

export default staffPage(async function BackupPage() {
  const staff = await requireStaff("backup.view");
  const [shop, backups] = await Promise.all([getShop(), listBackups(shown)]);
  const now = new Date();
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(now, shop.timezone) };
  return (
    <SettingsPage at="/admin/settings/backup" mayEmpty={may(staff, "shop.empty")}>
      <BackupState last={backups[0] ?? null} now={now} place={place} />
      <MadeBackups backups={backups} place={place} />
      <HowToBackUp last={backups[0]?.place} />
    </SettingsPage>
  );
});

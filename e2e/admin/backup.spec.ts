import { expectAccessible } from "@/e2e/support/accessibility";
import { expect, test } from "@/e2e/support/test";

test("the owner sees that nothing is backed up, and after a backup how old it is @everywhere", async ({
  openBrowser,
  shop,
}, { project }) => {
  const page = await (await openBrowser({ as: "owner", phone: project.name === "phone" })).newPage();
  await page.goto("/admin/settings/backup");
  await expect(page.getByText("No backup was made yet.")).toBeVisible();
  await expectAccessible(page);
  const made = { place: "/mnt/backup/holdfast-1.backup", bytes: 4_200_000, rows: 900, photos: 12 };
  const note = (days: number) =>
    shop.database.ask(
      `INSERT INTO events (id, type, actor, at, dispatched_at, subject_kind, subject_id, subject_name, snapshot)
       SELECT 'evt_backup_${days}', 'backup.made', '{"kind":"system","name":"backup"}', at, at, 'backup', 'x', 'holdfast-1.backup',
              '${JSON.stringify(made)}'::jsonb || jsonb_build_object('takenAt', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
         FROM (SELECT now() - interval '${days} days' AS at) t`,
    );
  await note(9);
  await page.reload();
  await expect(page.getByText("The last backup is 9 days old.")).toBeVisible();
  await note(0);
  await page.reload();
  await expect(page.getByText("The last backup is 0 minutes old.")).toBeVisible();
  await expect(page.getByText("npm run restore /mnt/backup/holdfast-1.backup")).toBeVisible();
  await expectAccessible(page);
});

import { existsSync } from "node:fs";
import { password, staff } from "@/e2e/support/staff";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { createOwner } from "@/lib/staff/create-owner";
import { dayOf, instantAt, weekdayOf } from "@/lib/time";
import { fernhill } from "@/prisma/seed/fernhill";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { ask } from "@/scripts/postgres/cluster";
import { createTemplate, databaseOn, dropDatabase } from "@/scripts/postgres/databases";
import { startScratchServer } from "@/scripts/postgres/scratch";
import { leaveDatabase } from "@/scripts/prepare-database";

const employer = { kind: "system", name: "tests" } as const;

/** One database server for the run, and on it the demo shop with its staff, to be cloned by each of Playwright's workers. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!existsSync(`${process.env.NEXT_DIST_DIR ?? ".next"}/BUILD_ID`))
    throw new Error("There is no build to test. Run `npm run e2e`, which makes one.");
  const given = process.env.TEST_DATABASE_URL;
  const scratch = given ? undefined : await startScratchServer();
  const server = given ?? scratch!.url;
  const template = await createTemplate(server);
  await stock(databaseOn(server, template));
  process.env.E2E_DATABASE_SERVER = server;
  process.env.E2E_DATABASE_TEMPLATE = template;
  return () => (scratch ? scratch.stop() : dropDatabase(server, template));
}

/**
 * Seeded as if this day were over, in a shop where what could still be ordered today had to be the day before: so the first day is never today,
 * its times all lie ahead, and no last moment to order passes while the tests run. And without the pickup times that the demo of a newcomer has,
 * whose last moments would pass too. Tests that are about times give the first day some: ./times.ts.
 */
async function stock(url: string): Promise<void> {
  process.env.DATABASE_URL = url;
  const today = dayOf(new Date(), fernhill.timezone);
  await seedDemo({ now: instantAt(today, 1_439, fernhill.timezone) });
  await ask(
    url,
    `UPDATE opening_hours SET order_days_before = order_days_before + 1 WHERE (${weekdayOf(today)} + order_days_before - weekday) % 7 = 0`,
  );
  await createOwner({ ...staff.owner, password });
  for (const role of ["manager", "staff"] as const) await addStaffMember(employer, { ...staff[role], role, password });
  await leaveDatabase();
  delete process.env.DATABASE_URL;
}

import { existsSync } from "node:fs";
import { password, staff } from "@/e2e/support/staff";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { createOwner } from "@/lib/staff/create-owner";
import { seedDemo } from "@/prisma/seed/seed-demo";
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
 * Seeded as if it were an hour later, so that no last moment to order for the first day passes while the tests run; and without the pickup
 * times that the demo of a newcomer has, whose last moments would pass too. Tests that are about times give the first day some: ./times.ts.
 */
async function stock(url: string): Promise<void> {
  process.env.DATABASE_URL = url;
  await seedDemo({ now: new Date(Date.now() + 60 * 60_000) });
  await createOwner({ ...staff.owner, password });
  for (const role of ["manager", "staff"] as const) await addStaffMember(employer, { ...staff[role], role, password });
  await leaveDatabase();
  delete process.env.DATABASE_URL;
}

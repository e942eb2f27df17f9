import { db } from "@/lib/db/client";
import type { Settings } from "@/lib/env";
import { createOwner } from "@/lib/staff/create-owner";
import { pickupTimes } from "@/prisma/seed/fernhill";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { makePassword } from "../password";

/** Who may sign in at first. The password is told once, and only if it was made here. */
export type FirstOwner = { email: string; password: string | undefined };

/** Fills an unused database with the demo shop, if wanted. Tells whether this is the demo. */
export async function openDemo(settings: Settings): Promise<boolean> {
  if (!settings.DEMO) return false;
  await seedDemo({ times: pickupTimes });
  const marks = await db().mark.findMany({ select: { name: true } });
  return marks.some(({ name }) => name === "demo_seeded");
}

/** Makes the first owner, if there is none. */
export async function makeFirstOwner(settings: Settings): Promise<FirstOwner | undefined> {
  const email = settings.OWNER_EMAIL ?? "owner@holdfast.example";
  const password = settings.OWNER_PASSWORD ?? makePassword();
  const made = await createOwner({ email, password, name: "Owner" });
  if (!made) return undefined;
  return { email, password: settings.OWNER_PASSWORD ? undefined : password };
}

import { db } from "@/lib/db/client";
import { leaveDatabase } from "@/scripts/prepare-database";

/** From now on `holdfast_now()` says in this file's database that it is that instant, and goes on from there; null: what it is. */
export async function setClock(instant: string | null): Promise<void> {
  const shift = instant ? `${Date.parse(instant) - Date.now()} milliseconds` : "";
  await db().$executeRawUnsafe(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET holdfast.clock_shift = %L', current_database(), '${shift}'); END $$`,
  );
  // A connection reads the setting when it is made.
  await leaveDatabase();
}

import { db } from "@/lib/db/client";

/** Removes sessions that ended or ran out more than a week ago, and the throttle's counters that ran out. Returns how many sessions went. */
export async function forgetOldSessions(): Promise<number> {
  await db().$executeRaw`DELETE FROM rate_limits WHERE expire < extract(epoch FROM holdfast_now()) * 1000`;
  return db().$executeRaw`DELETE FROM sessions WHERE least(ended_at, expires_at) < holdfast_now() - interval '7 days'`;
}

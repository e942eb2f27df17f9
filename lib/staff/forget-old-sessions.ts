import { db } from "@/lib/db/client";

/**
 * Removes sessions that ended or ran out more than a week ago, links a month after they were of use, and the throttle's counters that
 * ran out; a link that is too old keeps no token. Returns how many sessions went.
 */
export async function forgetOldSessions(): Promise<number> {
  await db().$executeRaw`
    UPDATE staff_links SET sealed_token = '' WHERE sealed_token <> '' AND expires_at < holdfast_now()`;
  await db().$executeRaw`
    DELETE FROM staff_links WHERE coalesce(used_at, withdrawn_at, expires_at) < holdfast_now() - interval '30 days'`;
  await db().$executeRaw`DELETE FROM rate_limits WHERE expire < extract(epoch FROM holdfast_now()) * 1000`;
  return db().$executeRaw`DELETE FROM sessions WHERE least(ended_at, expires_at) < holdfast_now() - interval '7 days'`;
}

import { db } from "@/lib/db/client";
import type { Browser } from "@/lib/staff/make-session";

/** Notes that a session is in use, and from where, at most once a minute. For its own page: nobody is told. */
export async function touchSession(id: string, { address, browser }: Browser): Promise<void> {
  await db().$executeRaw`
    UPDATE sessions SET seen_at = holdfast_now(), address = ${address.slice(0, 60)}, browser = ${browser.slice(0, 200)}
     WHERE id = ${id} AND seen_at < holdfast_now() - interval '1 minute'`;
}

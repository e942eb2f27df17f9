import type { StaffActor, SystemActor } from "@/lib/actor";
import type { Contact } from "@/lib/customers/person";
import type { Tx } from "@/lib/db/transaction";
import { endPlace } from "@/lib/waiting/end-place";
import { hasEnded } from "@/lib/waiting/rules";
import { lockPlace } from "@/lib/waiting/with-place";

/**
 * Erases a person from waiting lists: where they are in line they leave it, and what was kept for them goes to the next. Name and address go from their
 * places, from what happened to those, and from the messages about them; what was not sent yet is withdrawn.
 */
export async function erasePlaces(tx: Tx, who: StaffActor | SystemActor, { email, phone }: Contact): Promise<void> {
  const contacts = [email, phone].filter(Boolean);
  const found = await tx.waitingPlace.findMany({
    where: { contact: { in: contacts } },
    select: { id: true },
    orderBy: { levelId: "asc" },
  });
  if (contacts.length === 0 || found.length === 0) return;
  const ids = found.map(({ id }) => id);
  for (const id of ids) {
    const place = await lockPlace(tx, { id });
    if (!hasEnded(place.state)) await endPlace(tx, who, place);
  }
  await tx.$executeRaw`
    UPDATE waiting_places SET name = '', email = '', phone = '', contact = '', version = version + 1 WHERE id = ANY(${ids}::text[])`;
  await tx.$executeRaw`
    UPDATE event_personal SET snapshot = '{}', previous = '{}'
     WHERE event_id IN (SELECT id FROM events WHERE subject_kind = 'waiting' AND subject_id = ANY(${ids}::text[]))`;
  await eraseMessages(tx, ids);
}

async function eraseMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deliveries d JOIN events e ON e.id = d.event_id
     WHERE e.subject_kind = 'waiting' AND e.subject_id = ANY(${ids}::text[]) ORDER BY d.id FOR UPDATE OF d`;
  const messages = rows.map(({ id }) => id);
  await tx.$executeRaw`UPDATE delivery_attempts SET detail = '' WHERE delivery_id = ANY(${messages}::text[])`;
  await tx.$executeRaw`
    UPDATE deliveries SET address = '', subject = '', body = '', html = '', last_error = '', provider_id = '' WHERE id = ANY(${messages}::text[])`;
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'withdrawn', next_attempt_at = NULL, lease_token = NULL, leased_until = NULL, settled_at = holdfast_now()
     WHERE id = ANY(${messages}::text[]) AND state IN ('waiting', 'sending', 'unknown', 'kept')`;
}

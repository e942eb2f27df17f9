import type { StaffActor, SystemActor } from "@/lib/actor";
import { emptyLetters } from "@/lib/customers/empty-letters";
import type { Contact } from "@/lib/customers/person";
import { refuse } from "@/lib/customers/refusals";
import type { Tx } from "@/lib/db/transaction";
import { endPlace } from "@/lib/waiting/end-place";
import { hasEnded } from "@/lib/waiting/rules";
import { lockPlace } from "@/lib/waiting/with-place";

/**
 * Erases a person from waiting lists: where they are in line they leave it, and what was kept for them goes to the next. Name and address go from their
 * places, from what happened to those, and from the messages about them; what was not sent yet is withdrawn. Returns how many places that were.
 * Refuses `still_telling` while a message about one of them is being prepared.
 */
export async function erasePlaces(tx: Tx, who: StaffActor | SystemActor, { email, phone }: Contact): Promise<number> {
  const contacts = [email, phone].filter(Boolean);
  const found = await tx.waitingPlace.findMany({
    where: { contact: { in: contacts } },
    select: { id: true },
    orderBy: { levelId: "asc" },
  });
  if (contacts.length === 0 || found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  for (const id of ids) {
    const place = await lockPlace(tx, { id });
    if (!hasEnded(place.state)) await endPlace(tx, who, place);
  }
  await refuseWhileTelling(tx, ids);
  await tx.$executeRaw`
    UPDATE waiting_places SET name = '', email = '', phone = '', contact = '', person = '', person_key = '', version = version + 1 WHERE id = ANY(${ids}::text[])`;
  await tx.$executeRaw`
    UPDATE event_personal SET snapshot = '{}', previous = '{}'
     WHERE event_id IN (SELECT id FROM events WHERE subject_kind = 'waiting' AND subject_id = ANY(${ids}::text[]))`;
  await eraseMessages(tx, ids);
  return ids.length;
}

/** An event that is about to become a message would carry the address into it afterwards. */
async function refuseWhileTelling(tx: Tx, ids: readonly string[]): Promise<void> {
  const telling = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM events WHERE subject_kind = 'waiting' AND subject_id = ANY(${[...ids]}::text[]) AND dispatched_at IS NULL ORDER BY id FOR UPDATE`;
  if (telling.length > 0) refuse("still_telling", {});
}

async function eraseMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  const letters = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM deliveries d JOIN events e ON e.id = d.event_id
     WHERE e.subject_kind = 'waiting' AND e.subject_id = ANY(${[...ids]}::text[]) ORDER BY d.id FOR UPDATE OF d`;
  await emptyLetters(
    tx,
    letters.map(({ id }) => id),
  );
}

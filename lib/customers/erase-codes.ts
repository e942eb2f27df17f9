import { emptyLetters } from "@/lib/customers/empty-letters";
import type { Contact } from "@/lib/customers/person";
import type { Tx } from "@/lib/db/transaction";

/** Takes out the codes that were sent to an address or number, whom they went to, and the messages that carried them. */
export async function eraseCodes(tx: Tx, { email, phone }: Contact): Promise<void> {
  const asked = await tx.$queryRaw<{ id: string; code: string }[]>`
    SELECT e.id, e.subject_id AS code FROM events e JOIN event_personal p ON p.event_id = e.id
     WHERE e.type = 'customer.code_asked' AND lower(p.snapshot->>'address') = ANY(${[email, phone].filter(Boolean)}::text[])`;
  if (asked.length === 0) return;
  const events = asked.map(({ id }) => id);
  const codes = asked.map(({ code }) => code);
  await tx.$executeRaw`DELETE FROM contact_codes WHERE id = ANY(${codes}::text[])`;
  await tx.$executeRaw`UPDATE event_personal SET snapshot = '{}' WHERE event_id = ANY(${events}::text[])`;
  const letters = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM deliveries WHERE event_id = ANY(${events}::text[]) ORDER BY id FOR UPDATE`;
  await emptyLetters(
    tx,
    letters.map(({ id }) => id),
  );
}

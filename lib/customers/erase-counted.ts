import type { Contact } from "@/lib/customers/person";
import type { Tx } from "@/lib/db/transaction";
import { normalEmail } from "@/lib/people/keys";

/** What counts how often an address was written to that may not have asked for it. */
const counters = ["waiting_join", "orders_asked_contact"];

/** Takes a person's address and number out of what counts messages to them within an hour. */
export async function eraseCounted(tx: Tx, { email, phone }: Contact): Promise<void> {
  const known = [email, normalEmail(email), phone].filter(Boolean);
  const keys = counters.flatMap((name) => known.map((contact) => `${name}:${contact}`));
  await tx.rateLimit.deleteMany({ where: { key: { in: keys } } });
}

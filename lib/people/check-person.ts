import { lockPeople } from "@/lib/db/locks-of-people";
import type { Tx } from "@/lib/db/transaction";
import type { PersonKey } from "@/lib/people/keys";
import { type Clock, refuse } from "@/lib/people/refusals";
import { type Asked, type Had, type PassedLimit, passedLimits } from "@/lib/people/rules";

/** How many open orders that are not paid a person may have, and all who order from one address. 0: any number. */
export type Bounds = { unpaidPerPerson: number; unpaidPerAddress: number };

/** Any number of them. */
export const noBounds: Bounds = { unpaidPerPerson: 0, unpaidPerAddress: 0 };

export type Ordering = {
  keys: readonly PersonKey[];
  asked: readonly Asked[];
  bounds: Bounds;
  clock: Clock & { phone: string };
};

/**
 * Locks whoever orders, and counts what they ordered before. Call it before orders and stock are locked; where nothing is limited it costs no
 * statement. Refuses `too_many_unpaid`. Returns what passes a limit per person: for the caller to refuse with `refusePassed`, or to lift.
 */
export async function checkPerson(tx: Tx, { keys, asked, bounds, clock }: Ordering): Promise<PassedLimit[]> {
  const contacts = keysOf(keys, "contact");
  const byPerson = asked.length > 0 || bounds.unpaidPerPerson > 0 ? contacts : [];
  const byAddress = bounds.unpaidPerAddress > 0 ? keysOf(keys, "address") : [];
  if (byPerson.length + byAddress.length > 0) await lockPeople(tx, [...byPerson, ...byAddress]);
  if (bounds.unpaidPerPerson > 0)
    await requireFewUnpaid(tx, byPerson, { by: "person", limit: bounds.unpaidPerPerson, ...clock });
  if (byAddress.length > 0)
    await requireFewUnpaid(tx, byAddress, { by: "address", limit: bounds.unpaidPerAddress, ...clock });
  return listPassed(tx, { contacts, asked, except: "" });
}

type Counting = { contacts: readonly string[]; asked: readonly Asked[]; except: string };

/** What asks for more than a person may have, who is locked. `except` is an order that is changed: what it is to have is in `asked`. */
export async function listPassed(tx: Tx, counting: Counting): Promise<PassedLimit[]> {
  const { contacts, asked } = counting;
  if (asked.length === 0) return [];
  return passedLimits(asked, contacts.length > 0 ? await listHad(tx, counting) : []);
}

/** Refuses `person_limit` with everything that passes a limit. */
export function refusePassed(lines: PassedLimit[], { locale, timezone }: Clock): void {
  if (lines.length > 0) refuse("person_limit", { lines, clock: { locale, timezone } });
}

function keysOf(keys: readonly PersonKey[], kind: PersonKey["kind"]): string[] {
  return keys.filter((one) => one.kind === kind).map(({ key }) => key);
}

/** What a person ordered of some items within each one's period, oldest first: see `had_of`. */
async function listHad(tx: Tx, { contacts, asked, except }: Counting): Promise<Had[]> {
  const [items, days] = [asked.map(({ itemId }) => itemId), asked.map((line) => line.days)];
  return tx.$queryRaw<Had[]>`
    SELECT w.item_id AS "itemId", h.at, h.units
      FROM unnest(${items}::text[], ${days}::int[]) AS w (item_id, days), had_of(${[...contacts]}::text[], w.item_id, w.days) h
     WHERE h.order_id <> ${except} ORDER BY h.at, h.order_id`;
}

type Bound = { by: "person" | "address"; limit: number; phone: string };

async function requireFewUnpaid(tx: Tx, keys: string[], { by, limit, phone }: Bound): Promise<void> {
  if (keys.length === 0) return;
  const [{ open } = { open: 0 }] = await tx.$queryRaw<{ open: number }[]>`
    SELECT count(*)::int AS open FROM orders
     WHERE id IN (SELECT order_id FROM order_people WHERE key = ANY(${keys}::text[]))
       AND status IN ('placed', 'accepted', 'ready') AND paid_at IS NULL`;
  if (open >= limit) refuse("too_many_unpaid", { limit, open, by, phone });
}

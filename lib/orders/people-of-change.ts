import { lockPeople } from "@/lib/db/locks-of-people";
import type { Tx } from "@/lib/db/transaction";
import type { ContactChange } from "@/lib/orders/change-input";
import type { Offer } from "@/lib/orders/offer";
import type { StockedLine } from "@/lib/orders/plan-change";
import { listPassed, refusePassed } from "@/lib/people/check-person";
import { type Known, keysOf, type PersonKey } from "@/lib/people/keys";
import { openPepper } from "@/lib/people/pepper";
import { ruleWords } from "@/lib/people/refusals";
import { type Asked, askedOf } from "@/lib/people/rules";
import { readKeys } from "@/lib/people/store-keys";

/** Whose an order is before and after an edit, as it was read without a lock: the revision guards it. */
export type Whose = { orderId: string; before: Known; contact: ContactChange | undefined };

/** Who counts for an order once it is changed. `moved`: it becomes somebody else's. */
export type PeopleOfChange = { orderId: string; keys: PersonKey[]; moved: boolean };

/** Who is to count for an order once it is changed, and, where anything is limited per person, their lock: before the order's own. */
export async function lockPeopleOfChange(
  tx: Tx,
  offer: Offer,
  { orderId, before, contact }: Whose,
): Promise<PeopleOfChange> {
  const limited = offer.variants.some((variant) => variant.limitPerPerson !== null);
  if (!limited && !contact) return { orderId, keys: [], moved: false };
  const pepper = await openPepper(offer.sealedPepper);
  const [was, is] = [keysOf(pepper, before), keysOf(pepper, contact?.customer ?? before)];
  const moved = namesOf(was).join() !== namesOf(is).join();
  if (!limited) return { orderId, keys: is, moved };
  const known = (await readKeys(tx, orderId)).filter(({ kind }) => kind === "contact");
  const keys = moved ? is : [...known, ...is];
  await lockPeople(tx, namesOf([...known, ...was, ...is]));
  return { orderId, keys, moved };
}

type Lines = { before: readonly StockedLine[]; after: readonly StockedLine[]; offer: Offer };

/**
 * Holds what grows by an edit, and all of an order that becomes somebody else's, to what one person may have. With a reason to lift, the limits are
 * passed over. Returns the rules that were, in words. Refuses `person_limit`.
 */
export async function holdChangeToLimits(
  tx: Tx,
  { orderId, keys, moved }: PeopleOfChange,
  lines: Lines,
  lift: string | undefined,
): Promise<string[]> {
  const had = new Map(askedIn(lines.before, lines.offer).map((line) => [line.itemId, line.requested]));
  const asked = askedIn(lines.after, lines.offer).filter(
    (line) => moved || line.requested > (had.get(line.itemId) ?? 0),
  );
  const passed = await listPassed(tx, { contacts: namesOf(keys), asked, except: orderId });
  if (!lift) refusePassed(passed, lines.offer);
  return passed.map(ruleWords);
}

function askedIn(lines: readonly StockedLine[], offer: Offer): Asked[] {
  const limits = new Map(offer.variants.map((variant) => [variant.itemId, variant]));
  return askedOf(
    lines.map(({ itemId, itemName, quantity }) => {
      const { limitPerPerson = null, limitDays = null } = limits.get(itemId) ?? {};
      return { itemId, itemName, quantity, limitPerPerson, limitDays };
    }),
  );
}

function namesOf(keys: readonly PersonKey[]): string[] {
  return keys.map(({ key }) => key);
}

/** The trap's field in a public form. No browser and no password manager knows the name as one of a person's own. */
export const trapName = "subject";

/** How much of an item one person may have: so many units of all its variants within so many days. */
export type PersonLimit = { itemId: string; name: string; limit: number; days: number };

/** What one person asks for of a limited item. */
export type Asked = PersonLimit & { requested: number };

/** Units of an item that a person ordered before, and from when on they count. */
export type Had = { itemId: string; units: number; at: Date };

/** What asks for more than a person may have. `again`: from when on as many can be had, if ever. */
export type PassedLimit = Asked & { had: number; again: Date | null };

const dayMs = 24 * 60 * 60 * 1000;

type Line = {
  itemId: string;
  itemName: string;
  quantity: number;
  limitPerPerson: number | null;
  limitDays: number | null;
};

/** What lines ask for of limited items, summed over the variants of each. */
export function askedOf(lines: readonly Line[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const { itemId, itemName: name, quantity, limitPerPerson: limit, limitDays: days } of lines) {
    if (limit === null || days === null) continue;
    const known = asked.get(itemId);
    asked.set(itemId, { itemId, name, limit, days, requested: (known?.requested ?? 0) + quantity });
  }
  return [...asked.values()];
}

/**
 * What is asked for beyond a limit, given what the person had within the period, oldest first. An order counts for as many days after it was placed,
 * or last got more of the item; then its units can be had again.
 */
export function passedLimits(asked: readonly Asked[], had: readonly Had[]): PassedLimit[] {
  return asked.flatMap((line) => {
    const theirs = had.filter(({ itemId }) => itemId === line.itemId);
    const units = theirs.reduce((sum, one) => sum + one.units, 0);
    if (units + line.requested <= line.limit) return [];
    return [{ ...line, had: units, again: againAt(line, theirs, units) }];
  });
}

function againAt({ limit, days, requested }: Asked, theirs: readonly Had[], units: number): Date | null {
  let left = units;
  for (const { at, units: gone } of theirs) {
    left -= gone;
    if (left + requested <= limit) return new Date(at.getTime() + days * dayMs);
  }
  return null;
}

/** A period as it is read: "a day", "7 days". */
export function periodWords(days: number): string {
  return days === 1 ? "a day" : `${days} days`;
}

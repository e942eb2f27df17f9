import { type LockedSlot, lockSlots } from "@/lib/db/locks-of-pickup";
import { announce, type Tx } from "@/lib/db/transaction";
import { freeSlots, type SlotsOfDay } from "@/lib/pickup/choose-slot";
import { refuse, type SlotRefusals } from "@/lib/pickup/refusals";
import { roomIn, stateOf, withFreed } from "@/lib/pickup/rules-of-slots";
import { refuseCommon } from "@/lib/refusal";
import type { Day } from "@/lib/time";

/** So many work units more or less in a slot. `chosen`: the order was not in it before, so it has to be open too. */
export type SlotChange = { id: string; day: Day; work: number; chosen?: boolean };

/** What was offered, to name other times in a refusal; and whether the lead time binds who asks. */
type Asking = { offer: SlotsOfDay; bound: boolean };

/** Never up, or the CHECK would have nothing to refuse. */
function sunkSql(row: string, work: string): string {
  return `capacity = least(${row}.capacity, greatest(${row}.planned_capacity, ${row}.taken + ${work}))`;
}

/**
 * Two common table expressions, `changed_slots` and `changed_days`: the one way in which what a slot has taken changes. For a statement that
 * runs after the slots were locked. `changes` is a query of rows (id text, work int), each slot once. What holds more than the shop plans sinks to that
 * as orders leave: room that comes free above it is none.
 */
export function changeSlotsSql(changes: string): string {
  return `
  changed_slots AS (
    UPDATE pickup_slots s SET taken = s.taken + c.work, ${sunkSql("s", "c.work")}, version = s.version + 1
      FROM (${changes}) AS c WHERE s.id = c.id
    RETURNING s.day, s.day_capped, c.work
  ),
  changed_days AS (
    UPDATE pickup_days d SET taken = d.taken + w.work, ${sunkSql("d", "w.work")}
      FROM (SELECT day, sum(work)::int AS work FROM changed_slots WHERE day_capped GROUP BY day) AS w WHERE d.day = w.day
    RETURNING 1
  )`;
}

/**
 * Locks slots and checks them anew for what is to come into them: what was read before the lock may have changed. What they have taken
 * changes by whoever stores the order. Refuses `slot_full`, `slot_closed`, `slot_gone`, with the times that had room when the offer was
 * read, and `busy`.
 */
export async function holdSlots(tx: Tx, changes: readonly SlotChange[], asking: Asking): Promise<void> {
  const locked = await lockSlots(tx, changes);
  for (const change of changes)
    requireRoom(locked.get(change.id), change, { ...asking, freed: freedIn(changes, change) });
}

const standalone = `WITH ${changeSlotsSql(`SELECT * FROM jsonb_to_recordset($1::jsonb) AS c(id text, work int)`)}
  SELECT count(*)::int AS slots FROM changed_slots`;

/** Changes what locked slots have taken. The database refuses more than their capacity (23514). A slot that is not there is a bug and throws. */
export async function changeSlots(tx: Tx, changes: readonly SlotChange[]): Promise<void> {
  const effective = changes.filter(({ work }) => work !== 0).map(({ id, work }) => ({ id, work }));
  if (effective.length === 0) return;
  const [made] = await tx.$queryRawUnsafe<{ slots: number }[]>(standalone, JSON.stringify(effective));
  if (made?.slots !== effective.length) throw new Error("A pickup slot to be changed is not there.");
  announce(tx, "stock");
}

/** What an order that moves within a day gives back to that day's bound. */
function freedIn(changes: readonly SlotChange[], { id, day }: SlotChange): number {
  return changes.reduce((sum, other) => (other.id !== id && other.day === day ? sum - other.work : sum), 0);
}

type Checking = Asking & { freed: number };

function requireRoom(slot: LockedSlot | undefined, change: SlotChange, { offer, bound, freed }: Checking): void {
  const { id, work, chosen } = change;
  if (work <= 0 && !chosen) return;
  // A bound that was set while this one waited was not locked with the slot.
  if (slot?.dayCapped && slot.dayRoom === null) refuseCommon("busy", {});
  const code = whyNot(slot, change, { bound, freed });
  if (!code) return;
  const slots = offer.slots.filter((other) => other.id !== id);
  refuse(code, { slots: freeSlots({ ...offer, slots }, { work, bound, now: slot?.now ?? new Date() }) });
}

type Why = { bound: boolean; freed: number };

/** What an order is in already only has to hold what staff add; what it comes into, and what its customer adds to, has to be offered and open, too. */
function whyNot(slot: LockedSlot | undefined, change: SlotChange, { bound, freed }: Why): keyof SlotRefusals | null {
  const { day, work, chosen } = change;
  const asEntered = chosen || bound;
  if (!slot || slot.day !== day || (asEntered && !slot.offered)) return "slot_gone";
  const counts = withFreed(slot, freed);
  if (roomIn(counts) < work) return "slot_full";
  return asEntered && stateOf(counts, { work, bound, now: slot.now }) !== "free" ? "slot_closed" : null;
}

import { type Actor, requirePermission } from "@/lib/actor";
import { lockCloseRules } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { getShop } from "@/lib/settings/queries";
import { availableIn, changeLevels } from "@/lib/stock/change-levels";
import type { LevelChange } from "@/lib/stock/change-levels-sql";
import { lockLevelsAt, type NamedLevel } from "@/lib/stock/find-level";
import type { CloseDayInput } from "@/lib/stock/input-of-close";
import { listOpenDays } from "@/lib/stock/open-days";
import { refuse } from "@/lib/stock/refusals";
import { type ClosedRow, type ClosePolicy, daysSearched, nextOpenDay } from "@/lib/stock/rules-of-close";
import { addDays, type Day, dayOf, toDate } from "@/lib/time";

/** What a close of day did. Null: the day had closed by itself before. */
export type Closed = { id: string; day: Day; toDay: Day | null; rows: ClosedRow[] };

/**
 * Closes a day by hand: what nobody needs of it is written off, or carried over to the next open day, as each variant says. What is promised
 * to open orders stays. Can be done again for what came free later.
 * Refuses `day_not_over` for a day to come, `busy`.
 */
export async function closeDay(actor: Actor | null, { day }: CloseDayInput, now = new Date()): Promise<Closed> {
  const who = requirePermission(actor, "stock.write_off");
  const { timezone } = await getShop();
  if (day > dayOf(now, timezone)) refuse("day_not_over", { day });
  const closed = await close(who, day, { byItself: false });
  if (!closed) throw new Error("A day was not closed by hand.");
  return closed;
}

/** Closes a day as the system does: once, however many workers try. Null if it was closed so before. */
export async function closeDayByItself(day: Day): Promise<Closed | null> {
  return close({ kind: "system", name: "Close of day" }, day, { byItself: true });
}

async function close(who: Actor, day: Day, { byItself }: { byItself: boolean }): Promise<Closed | null> {
  const toDay = nextOpenDay(day, await listOpenDays(day, addDays(day, daysSearched)));
  return inTransaction(async (tx) => {
    await lockCloseRules(tx);
    if (byItself && (await tx.dayClosing.count({ where: { day: toDate(day), byItself } })) > 0) return null;
    const id = newId("cls");
    const rows = await settleLevels(tx, who, { id, day, toDay });
    const closed = { id, day, toDay: rows.some((row) => row.became === "carry_over") ? toDay : null, rows };
    await record(tx, who, closed, byItself);
    return closed;
  });
}

type Settling = { id: string; day: Day; toDay: Day | null };

async function settleLevels(tx: Tx, who: Actor, { id, day, toDay }: Settling): Promise<ClosedRow[]> {
  const policies = await readPolicies(tx, day);
  const carried = (variantId: string) => toDay !== null && policies.get(variantId) === "carry_over";
  const today = [...policies.keys()].map((variantId) => ({ variantId, day }));
  const next = today.filter(({ variantId }) => carried(variantId)).map((key) => ({ ...key, day: toDay }));
  const levels = await lockLevelsAt(tx, [...today, ...next]);
  const left = levels.filter((level) => level.day === day && availableIn(level) > 0);
  // Without an open day ahead there is nowhere to carry to: the units stay where they are.
  const gone = left.filter(({ variantId }) => policies.get(variantId) === "write_off");
  const moved = left.filter(({ variantId }) => carried(variantId));
  const cause = { kind: "close", id } as const;
  await changeLevels(
    tx,
    who,
    gone.map((level) => changeOf(level, -1)),
    { reason: "written_off", note: "Close of day", cause },
  );
  const arriving = moved.map((level) => arrival(levels, level, toDay));
  const moves = [...moved.map((level) => changeOf(level, -1)), ...arriving];
  await changeLevels(tx, who, moves, { reason: "carried_over", note: `${day} to ${toDay}`, cause });
  return left.flatMap((level) => rowOf(level, policies.get(level.variantId), carried(level.variantId)));
}

/** The policy of each variant that has units on hand for a day. */
async function readPolicies(tx: Tx, day: Day): Promise<Map<string, ClosePolicy>> {
  const rows = await tx.$queryRaw<{ variantId: string; atClose: ClosePolicy }[]>`
    SELECT v.id AS "variantId", v.at_close AS "atClose" FROM stock_levels s JOIN variants v ON v.id = s.variant_id
     WHERE s.day = ${day}::date AND s.on_hand > 0`;
  return new Map(rows.map(({ variantId, atClose }) => [variantId, atClose]));
}

function changeOf(level: NamedLevel, sign: 1 | -1): LevelChange {
  return { levelId: level.id, onHand: sign * availableIn(level), committed: 0, held: 0 };
}

function arrival(levels: readonly NamedLevel[], from: NamedLevel, toDay: Day | null): LevelChange {
  const to = levels.find((level) => level.variantId === from.variantId && level.day === toDay);
  if (!to) throw new Error("A level that was just found is not there.");
  return { ...changeOf(from, 1), levelId: to.id };
}

function rowOf(level: NamedLevel, policy: ClosePolicy | undefined, carried: boolean): ClosedRow[] {
  const { variantId, sku, name } = level;
  if (policy === "carry_over" && !carried) return [];
  return [{ variantId, sku, name, quantity: availableIn(level), became: carried ? "carry_over" : "write_off" }];
}

async function record(tx: Tx, who: Actor, { id, day, toDay, rows }: Closed, byItself: boolean): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const days = { day: toDate(day), toDay: toDay && toDate(toDay) };
  if (byItself || rows.length > 0)
    await tx.dayClosing.create({
      data: { id, ...days, at, actor: actorRecord(who), byItself, rows },
      select: { id: true },
    });
  if (rows.length === 0) return;
  await recordEvent(tx, who, {
    type: "stock.day_closed",
    at,
    subject: { kind: "stock", id, name: day },
    snapshot: { day, toDay, rows },
  });
}

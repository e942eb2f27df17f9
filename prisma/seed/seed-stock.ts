import { sql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { type Day, toDate, weekdayOf } from "@/lib/time";
import { type DemoVariant, firstDay, openingHours, soldOutFirst } from "@/prisma/seed/fernhill";

export type Calendar = { days: Day[]; first: Day | undefined };
/** A variant of the demo shop; `lasts`: what is left at the close of day is carried over. */
export type Shelf = DemoVariant & { id: string; itemId: string; keeps: boolean; lasts: boolean; position: number };
type Change = { delta: number; reason: "received" | "counted" | "planned"; note: string };

/** Who filled the demo shop. */
export const seeder = actorRecord({ kind: "system", name: "Demo shop" });

/** Writes the bake plan, and what it and the shelves hold now, all of it through the ledger. From then on the plan makes the days ahead. */
export async function fillShelves(tx: Tx, shelves: Shelf[], calendar: Calendar, at: Date): Promise<void> {
  await writePlan(tx, shelves, calendar);
  const filled = shelves.flatMap((shelf) => levelsOf(shelf, calendar)).map((level) => withEntries(level, at));
  await tx.stockLevel.createMany({ data: filled.map(({ level }) => level) });
  await tx.stockEntry.createMany({ data: filled.flatMap(({ entries }) => entries) });
  await tx.$executeRaw(markAsTold);
}

/** What is low from the start is no news. */
const markAsTold = sql`
  INSERT INTO low_marks (level_id, version, entry_id)
  SELECT s.id, s.version, max(e.id) FROM stock_levels s JOIN stock_entries e ON e.level_id = s.id GROUP BY s.id`;

/** A week of every day's goods, and the first day's few as exceptions. */
async function writePlan(tx: Tx, shelves: Shelf[], { first }: Calendar): Promise<void> {
  const baked = shelves.filter((shelf) => !shelf.keeps);
  await tx.bakePlan.create({ data: {} });
  await tx.bakePlanLine.createMany({
    data: baked.flatMap((shelf) =>
      openingHours.map(({ weekday }) => ({ variantId: shelf.id, weekday, quantity: bakedOn(shelf, weekday) })),
    ),
  });
  if (!first) return;
  const few = baked.flatMap(({ id, sku }) =>
    firstDay[sku] === undefined ? [] : [{ variantId: id, quantity: firstDay[sku] }],
  );
  await tx.bakePlanException.createMany({ data: few.map((each) => ({ ...each, day: toDate(first) })) });
}

type Filling = { variantId: string; day: Day | null; changes: Change[] };

function levelsOf(shelf: Shelf, { days, first }: Calendar): Filling[] {
  if (shelf.keeps) {
    const received: Change = { delta: shelf.kept ?? 12, reason: "received", note: "On the shelf" };
    return [{ variantId: shelf.id, day: null, changes: [received] }];
  }
  return days.map((day) => ({ variantId: shelf.id, day, changes: changesFor(shelf, day, day === first) }));
}

function changesFor(shelf: Shelf, day: Day, isFirst: boolean): Change[] {
  const planned = bakedOn(shelf, weekdayOf(day));
  if (isFirst && shelf.sku === soldOutFirst.sku)
    return [plannedBake(planned), { delta: -planned, reason: "counted", note: soldOutFirst.note }];
  return [plannedBake((isFirst ? firstDay[shelf.sku] : undefined) ?? planned)];
}

function plannedBake(delta: number): Change {
  return { delta, reason: "planned", note: "" };
}

/** An ordinary day's number, a fifth up or down by the weekday, half as many again on a Saturday. Never below four. */
function bakedOn({ sku, baked = 12 }: Shelf, weekday: number): number {
  const swing = [...`${sku}${weekday}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 41, 7);
  const saturday = weekday === 6 ? 1.5 : 1;
  return Math.max(4, Math.round(baked * saturday * (0.8 + swing / 100)));
}

function withEntries({ variantId, day, changes }: Filling, at: Date) {
  const levelId = newId("lvl");
  let onHand = 0;
  const entries = changes.map(({ delta, reason, note }) => {
    onHand += delta;
    const after = { onHandAfter: onHand, committedAfter: 0, heldAfter: 0 };
    const cause = reason === "planned" ? { causeKind: "plan", causeId: "plan_1" } : {};
    return { levelId, onHandDelta: delta, ...after, reason, note, ...cause, actor: seeder, at };
  });
  const level = { id: levelId, variantId, day: day && toDate(day), onHand, version: changes.length, updatedAt: at };
  return { level, entries };
}

import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { compareLevels, markLevels, mostAtOnce } from "@/lib/deliveries/compare-levels";
import { stockEvents } from "@/lib/deliveries/rules-of-destinations";
import { recordEvent } from "@/lib/history/record-event";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf } from "@/lib/time";

const system = { kind: "system", name: "Stock" } as const;

/** While it is there, destinations are told of stock. Its row's lock lets one worker look at a time. */
const mark = "stock_told";

/** How many events were made, and whether another look is due at once: there was more than one look takes, or another worker was looking. */
type Look = { told: number; more: boolean };

const nothing: Look = { told: 0, more: false };

/**
 * Tells destinations of the levels that ran low, sold out or came back since the last look: each change once, however many workers look, with the level's
 * numbers of that moment. What came and went between two looks is not told. Whoever begins to ask hears of what happens from then on.
 */
export async function tellOfLevels(now = new Date()): Promise<Look> {
  const { wanted, telling } = await readAsking();
  if (wanted.length === 0 && !telling) return nothing;
  const { timezone } = await getShop();
  const today = dayOf(now, timezone);
  return inTransaction(async (tx) => {
    if (!telling) return begin(tx, today);
    if (!(await lockMark(tx))) return { told: 0, more: true };
    return wanted.length > 0 ? tell(tx, today, wanted) : forget(tx);
  });
}

/** The events that somebody asks for, a paused one too, and whether the marks are kept. */
async function readAsking(): Promise<{ wanted: string[]; telling: boolean }> {
  const [asking] = await db().$queryRaw<{ wanted: string[]; telling: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM marks WHERE name = ${mark}) AS telling, ARRAY(
      SELECT DISTINCT type FROM destinations, unnest(events) AS type
       WHERE removed_at IS NULL AND disabled_at IS NULL AND settings->>'when' IS DISTINCT FROM 'daily'
         AND type = ANY(${Object.keys(stockEvents)}::text[])) AS wanted`;
  return asking ?? { wanted: [], telling: false };
}

/** Nobody asks any more: whoever asks again is not told of what happened meanwhile. */
async function forget(tx: Tx): Promise<Look> {
  await tx.$executeRaw`DELETE FROM told_levels`;
  await tx.mark.delete({ where: { name: mark } });
  return nothing;
}

async function lockMark(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM marks WHERE name = ${mark} FOR UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

async function begin(tx: Tx, today: Day): Promise<Look> {
  const { count } = await tx.mark.createMany({ data: [{ name: mark }], skipDuplicates: true });
  if (count > 0) await markLevels(tx, today);
  return nothing;
}

async function tell(tx: Tx, today: Day, wanted: readonly string[]): Promise<Look> {
  const changes = await compareLevels(tx, today);
  const told = changes.filter(({ type }) => type !== null && wanted.includes(type));
  for (const { type, at, name, ...snapshot } of told) {
    const subject = { kind: "stock", id: snapshot.levelId, name } as const;
    await recordEvent(tx, system, { type: type!, at, subject, snapshot, told: true });
  }
  return { told: told.length, more: changes.length === mostAtOnce };
}

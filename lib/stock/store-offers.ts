import type { Actor } from "@/lib/actor";
import { prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { changeLevelsSql } from "@/lib/stock/change-levels-sql";
import { tellPlaces } from "@/lib/stock/tell-places";

/** Units that a place is offered. `waited` is 1 for one that waits until now, 0 for one whose offer comes back. */
export type Given = { holdId: string; placeId: string; levelId: string; units: number; waited: number; until: Date };

/** Stores offers on locked levels, with their holds, ledger entries and the news to each; the levels count who waits no more. */
export async function storeOffers(tx: Tx, actor: Actor, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return;
  const changes = [...Map.groupBy(given, ({ levelId }) => levelId)].map(([levelId, some]) => ({
    ...{ levelId, onHand: 0, committed: 0, held: sum(some, "units"), waiting: -sum(some, "waited") },
  }));
  const [{ places } = { places: 0 }] = await tx.$queryRawUnsafe<{ places: number }[]>(
    offersSql,
    JSON.stringify(given),
    JSON.stringify(changes),
    JSON.stringify(actorRecord(actor)),
  );
  if (places !== given.length) throw new Error("An offer was not stored whole.");
  announce(tx, "stock", "waiting");
  const fresh = given.filter(({ waited }) => waited === 1);
  await tellPlaces(
    tx,
    actor,
    "waiting.offered",
    fresh.map(({ placeId }) => placeId),
  );
}

/** Notes that the time of offers is over, and tells those who had them. Their units are free again already. */
export async function passOffers(tx: Tx, actor: Actor, places: readonly { id: string }[]): Promise<void> {
  if (places.length === 0) return;
  const ids = places.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE waiting_places SET state = 'passed', ended_at = holdfast_now(), cart_id = NULL, version = version + 1 WHERE id = ANY(${ids}::text[])`;
  announce(tx, "waiting");
  await tellPlaces(tx, actor, "waiting.passed", ids);
}

/**
 * Puts places back in line, where they were, that can no longer order what they were offered: they are first to be offered it once it can be ordered again. What
 * was kept for them is free already. Nobody is told: their page says it, and the next offer is a message of its own.
 */
export async function takeBackOffers(tx: Tx, places: readonly { id: string }[]): Promise<void> {
  if (places.length === 0) return;
  await tx.$executeRaw`
    WITH back AS (
      UPDATE waiting_places SET state = 'waiting', offered_units = NULL, offered_until = NULL, version = version + 1
       WHERE id = ANY(${places.map(({ id }) => id)}::text[]) RETURNING level_id
    ),
    counted AS (SELECT level_id, count(*)::int AS places FROM back GROUP BY level_id)
    UPDATE stock_levels l SET waiting = l.waiting + counted.places, version = l.version + 1, updated_at = holdfast_now()
      FROM counted WHERE l.id = counted.level_id`;
  announce(tx, "stock", "waiting");
}

function sum(given: readonly Given[], what: "units" | "waited"): number {
  return given.reduce((so, one) => so + one[what], 0);
}

const offersSql = prepare(`
  WITH moment AS MATERIALIZED (SELECT holdfast_now() AS at),
  given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g("holdId" text, "placeId" text, "levelId" text, units int, until timestamptz)
  ),
  kept AS (
    INSERT INTO holds (id, level_id, place_id, units, made_at, ends_at)
    SELECT "holdId", "levelId", "placeId", units, at, until FROM given, moment
  ),
  offered AS (
    UPDATE waiting_places p SET state = 'offered', offered_units = g.units, offered_until = g.until, offered_at = moment.at,
           version = p.version + 1
      FROM given g, moment WHERE p.id = g."placeId"
    RETURNING 1
  ),
  ${changeLevelsSql({
    changes: "$2::jsonb",
    reason: "'offered'",
    note: "''",
    orderId: "NULL",
    orderNumber: "NULL::int",
    actor: "$3::jsonb",
    at: "(SELECT at FROM moment)",
  })}
  SELECT count(*)::int AS places FROM offered`);

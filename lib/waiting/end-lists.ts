import type { SystemActor } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { getCalendar } from "@/lib/pickup/queries";
import { hoursOn, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { readShop } from "@/lib/settings/queries";
import { changeLevels } from "@/lib/stock/change-levels";
import { lockCurrent } from "@/lib/stock/lock-current";
import { tellPlaces } from "@/lib/stock/tell-places";
import type { Day } from "@/lib/time";
import { confirmHours } from "@/lib/waiting/rules";

const line: SystemActor = { kind: "system", name: "the waiting list" };

/** How many places end in one transaction, each with its letter. */
const atOnce = 100;

/** Ends the list of a level that nobody can order of any more, each who was in line told that none came back. Offers run to their own end. */
export function endOver(levelId: string): Promise<number> {
  return endAll((tx) => endSome(tx, levelId, { ofStates: ["unconfirmed", "waiting"], telling: "waiting.over" }));
}

/**
 * Ends the list of a level whose day is closed, each who was in line told so; what was offered to them is given back. A day that was opened again by
 * then is left alone.
 */
export function endShut(levelId: string, day: Day): Promise<number> {
  return endAll(async (tx) => {
    await lockCurrent(tx, [levelId]);
    if (!(await isClosed(tx, day))) return 0;
    return endSome(tx, levelId, { ofStates: ["unconfirmed", "waiting", "offered"], telling: "waiting.shut" });
  });
}

/** Ends the places of a level that nobody confirmed within a day. */
export async function endUnconfirmed(tx: Tx, levelId: string): Promise<number> {
  await lockCurrent(tx, [levelId]);
  const ended = await tx.$executeRaw`
    UPDATE waiting_places SET state = 'over', ended_at = holdfast_now(), version = version + 1
     WHERE level_id = ${levelId} AND state = 'unconfirmed' AND asked_at < holdfast_now() - make_interval(hours => ${confirmHours})`;
  await countAnew(tx, levelId);
  return ended;
}

async function endAll(endThese: (tx: Tx) => Promise<number>): Promise<number> {
  let ended = 0;
  for (;;) {
    const some = await inTransaction(endThese);
    ended += some;
    if (some < atOnce) return ended;
  }
}

async function isClosed(tx: Tx, day: Day): Promise<boolean> {
  const { timezone } = await readShop(tx);
  return hoursOn<OpenHours>(await getCalendar(timezone, new Date(), tx), day) === null;
}

type Ending = { ofStates: readonly string[]; telling: "waiting.over" | "waiting.shut" };

/** Some of those who wait for a level, in the order of their line; with their letters. */
async function endSome(tx: Tx, levelId: string, { ofStates, telling }: Ending): Promise<number> {
  await lockCurrent(tx, [levelId]);
  const ended = await tx.$queryRaw<{ id: string; waited: boolean; cartId: string | null }[]>`
    UPDATE waiting_places AS p SET state = 'over', ended_at = holdfast_now(), cart_id = NULL, version = p.version + 1
      FROM (SELECT id, state, cart_id FROM waiting_places WHERE level_id = ${levelId} AND state::text = ANY(${[...ofStates]}::text[])
             ORDER BY position, id LIMIT ${atOnce}) AS these
     WHERE p.id = these.id RETURNING p.id, these.state <> 'unconfirmed' AS waited, these.cart_id AS "cartId"`;
  await giveBack(tx, levelId, ended);
  await countAnew(tx, levelId);
  const waited = ended.filter((place) => place.waited).map(({ id }) => id);
  await tellPlaces(tx, line, telling, waited);
  return ended.length;
}

/** What was kept for places that have ended, also by the carts that took it up. */
async function giveBack(tx: Tx, levelId: string, ended: readonly { id: string; cartId: string | null }[]) {
  const [places, carts] = [ended.map(({ id }) => id), ended.flatMap(({ cartId }) => cartId ?? [])];
  const gone = await tx.$queryRaw<{ units: number }[]>`
    DELETE FROM holds WHERE level_id = ${levelId} AND (place_id = ANY(${places}::text[]) OR cart_id = ANY(${carts}::text[])) RETURNING units`;
  const held = gone.reduce((sum, { units }) => sum - units, 0);
  await changeLevels(tx, line, [{ levelId, onHand: 0, committed: 0, held }], { reason: "hold_given_back" });
}

async function countAnew(tx: Tx, levelId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE stock_levels SET version = version + 1, updated_at = holdfast_now(),
           waiting = (SELECT count(*) FROM waiting_places WHERE level_id = ${levelId} AND state = 'waiting')
     WHERE id = ${levelId}`;
  announce(tx, "stock", "waiting");
}

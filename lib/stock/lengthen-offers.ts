import type { Actor } from "@/lib/actor";
import { prepare } from "@/lib/db/client";
import { announce, type Tx } from "@/lib/db/transaction";
import { endAfterPause, type Standstill } from "@/lib/stock/rules-of-offers";
import { readSelling, type Selling } from "@/lib/stock/selling";
import { behindOfferSql } from "@/lib/stock/take-offers";
import { tellPlaces } from "@/lib/stock/tell-places";
import type { Day } from "@/lib/time";

/** The levels of which something is offered to somebody in line. */
export async function listOfferedLevels(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT level_id AS id FROM waiting_places WHERE state = 'offered' ORDER BY level_id`;
  return rows.map(({ id }) => id);
}

/**
 * Keeps what is offered for as much longer as nothing can be ordered, whether its place holds it or the cart that took it up, but not beyond the last moment
 * to order; what is over stays so. All levels of which something is offered are locked, and so is the shop. Those for whom it is kept longer are told.
 */
export async function lengthenOffers(tx: Tx, actor: Actor, pause: Standstill): Promise<void> {
  const found = await tx.$queryRawUnsafe<Found[]>(offersSql);
  const selling = found.length > 0 ? await readSelling(tx) : null;
  const longer = selling ? found.flatMap((offer) => lengthened(offer, pause, selling)) : [];
  if (longer.length === 0) return;
  await tx.$executeRawUnsafe(storeSql, JSON.stringify(longer));
  announce(tx, "waiting", "stock");
  await tellPlaces(
    tx,
    actor,
    "waiting.kept_longer",
    longer.map(({ placeId }) => placeId),
  );
}

/** An offer that stands: until when its place has it, and until when it is held. */
type Found = { placeId: string; holdId: string; day: Day | null; until: Date; heldUntil: Date };
type Longer = Pick<Found, "placeId" | "holdId" | "until" | "heldUntil">;

function lengthened({ placeId, holdId, day, until, heldUntil }: Found, pause: Standstill, selling: Selling): Longer[] {
  const orderBy = selling.orderableUntil(day);
  const longer = { until: endAfterPause(until, pause, orderBy), heldUntil: endAfterPause(heldUntil, pause, orderBy) };
  const isSame = longer.until <= until && longer.heldUntil <= heldUntil;
  return isSame ? [] : [{ placeId, holdId, ...longer }];
}

const offersSql = prepare(`
  SELECT p.id AS "placeId", h.id AS "holdId", to_char(p.day, 'YYYY-MM-DD') AS day, p.offered_until AS until, h.ends_at AS "heldUntil"
    FROM waiting_places p JOIN holds h ON h.level_id = p.level_id AND ${behindOfferSql}
   WHERE p.state = 'offered' ORDER BY p.id`);

const storeSql = prepare(`
  WITH longer AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS l("placeId" text, "holdId" text, until timestamptz, "heldUntil" timestamptz)
  ),
  kept AS (UPDATE holds h SET ends_at = longer."heldUntil" FROM longer WHERE h.id = longer."holdId")
  UPDATE waiting_places p SET offered_until = longer.until, version = p.version + 1 FROM longer WHERE p.id = longer."placeId"`);

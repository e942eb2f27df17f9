import { variantLabel } from "@/lib/catalog/rules";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { normalEmail } from "@/lib/people/keys";
import { mayHaveSql, passedOverSql } from "@/lib/stock/limits-in-line";
import { behindOfferSql } from "@/lib/stock/take-offers";
import type { Day } from "@/lib/time";
import type { PlaceState } from "@/lib/waiting/rules";

/** A place as its customer's page shows it. Instants are ISO 8601 in UTC. */
export type PlaceView = {
  token: string;
  state: PlaceState;
  itemName: string;
  itemSlug: string;
  variantName: string;
  photo: string;
  day: Day | null;
  wanted: number;
  takesFewer: boolean;
  /** How many wait before them. */
  ahead: number;
  /** Whether they wait, and the limit per person leaves them too little: others are asked meanwhile. */
  passedOver: boolean;
  /** What is kept for them, and until when; null while nothing is. */
  units: number | null;
  until: string | null;
  /** Whether its line ended because the day was closed. */
  shut: boolean;
  /** Whether a cart has it at this moment. */
  inCart: boolean;
  /** The database's clock as this was read. */
  now: string;
  /** Rises with whatever changes the place or its line. */
  version: number;
  /** The order that it became. */
  order: { number: string; token: string } | null;
};

type Reached = { email: string; phone: string };

type Row = Omit<PlaceView, "variantName" | "order" | "until" | "now"> & {
  name: string;
  size: string;
  until: Date | null;
  now: Date;
  number: string | null;
  orderToken: string | null;
};

/**
 * Whether somebody with one of these addresses confirmed, by the link that went there, the place in line whose offer a cart took up: the cart that had it last. However an
 * email is written.
 */
export async function isConfirmedInLine(cartId: string, { email, phone }: Reached): Promise<boolean> {
  const person = { in: [normalEmail(email), phone].filter((known) => known !== "") };
  const where = { cartId, person, confirmedAt: { not: null } };
  return (await db().waitingPlace.findFirst({ where, select: { id: true } })) !== null;
}

/** The places behind these tokens; a token of nobody is left out. Throws DatabaseUnreachable in an outage. */
export async function readPlaces(tokens: readonly string[]): Promise<Map<string, PlaceView>> {
  try {
    const rows = await db().$queryRaw<Row[]>`
      SELECT p.token, p.state::text AS state, i.name AS "itemName", i.slug AS "itemSlug", i.photo, v.name, v.size, to_char(p.day, 'YYYY-MM-DD') AS day,
             p.wanted, p.takes_fewer AS "takesFewer", h.units, h.ends_at AS until, h.cart_id IS NOT NULL AS "inCart", p.state = 'over' AND p.shut_at IS NOT NULL AS shut, holdfast_now() AS now,
             l.version + p.version AS version, o.number_prefix || o.number AS number, o.token AS "orderToken",
             ${rawSql(passedOverSql)} AS "passedOver", (SELECT count(*)::int FROM waiting_places b WHERE b.level_id = p.level_id AND b.state = 'waiting' AND b.position < p.position) AS ahead
        FROM waiting_places p
        JOIN stock_levels l ON l.id = p.level_id
        JOIN variants v ON v.id = p.variant_id
        JOIN items i ON i.id = v.item_id
             ${rawSql(mayHaveSql)}
        LEFT JOIN orders o ON o.id = p.order_id
        LEFT JOIN holds h ON h.level_id = p.level_id AND ${rawSql(behindOfferSql)} AND p.state = 'offered'
       WHERE p.token = ANY(${tokens}::text[])`;
    return new Map(rows.map((row) => [row.token, viewOf(row)]));
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** The place behind a token; null if there is none. Throws DatabaseUnreachable in an outage. */
export async function findPlace(token: string): Promise<PlaceView | null> {
  return (await readPlaces([token])).get(token) ?? null;
}

function viewOf({ name, size, number, orderToken, until, now, ...row }: Row): PlaceView {
  return {
    ...row,
    variantName: variantLabel({ name, size }),
    until: until?.toISOString() ?? null,
    now: now.toISOString(),
    order: number !== null && orderToken !== null ? { number, token: orderToken } : null,
  };
}

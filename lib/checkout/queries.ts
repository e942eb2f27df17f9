import { availableSql, ownHoldSql, ownSql } from "@/lib/catalog/available";
import { opensAtSql, orderableSql, shownSql } from "@/lib/catalog/on-sale";
import { variantLabel } from "@/lib/catalog/rules";
import { tokenHash } from "@/lib/checkout/cart-token";
import { type Draft, draftInput } from "@/lib/checkout/input";
import { type CartLine, cartKeptDays, compareLine, type KeptLine, type OfferedLine } from "@/lib/checkout/rules";
import { waitsForCodeSql } from "@/lib/checkout/waits-for-code-sql";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { rawSql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { type Day, fromDate } from "@/lib/time";

/** A cart beside what is offered now. Money in minor units. */
export type CartView = {
  id: string;
  version: number;
  /** The day that its availability is about; null while the shop has none to offer. */
  day: Day | null;
  /** Whether the customer chose that day, or it is the shop's next. */
  dayChosen: boolean;
  lines: CartLine[];
  /** Units in all. */
  count: number;
  totalMinor: number;
  draft: Draft;
  /** Whether its customer has to confirm their contact by a code before anything is kept for it. */
  waitsForCode: boolean;
  /** Until when all that it holds is kept (null: it holds nothing), and since when it began to; by the database's clock, which is beside it. */
  hold: { until: Date | null; since: Date | null; now: Date };
  /** The order that this cart became. */
  order: { number: string; token: string } | null;
};

type CartRow = {
  id: string;
  version: number;
  day: Date | null;
  lines: KeptLine[];
  draft: unknown;
  waitsForCode: boolean;
  number: string | null;
  token: string | null;
  holdUntil: Date | null;
  heldSince: Date | null;
  now: Date;
};

type Reader = Pick<Prisma.TransactionClient, "$queryRaw">;
type Contents = { id: string; day: Day | null; lines: readonly KeptLine[] };

/**
 * The cart behind a cookie's token, compared with prices and availability of now; null if there is none.
 * Without a day of its own it is compared for `fallback`. Throws DatabaseUnreachable in an outage.
 */
export async function readCart(token: string | undefined, fallback: Day | null): Promise<CartView | null> {
  const hash = tokenHash(token);
  if (!hash) return null;
  try {
    const row = await findRow(hash);
    return row && (await viewOf(row, fallback));
  } catch (error) {
    throw translateTrouble(error);
  }
}

/**
 * The variants asked about as they are offered for a day, to a cart if one is named, hidden ones too. Runs on the client given, or in its
 * transaction.
 */
export async function readOffered(
  client: Reader,
  variantIds: readonly string[],
  day: Day | null,
  cartId: string | null = null,
): Promise<Map<string, OfferedLine>> {
  const own = rawSql(ownSql("holder.cart_id"));
  const rows = await client.$queryRaw<(OfferedLine & { name: string; size: string })[]>`
    SELECT v.id AS "variantId", v.sku, i.slug AS "itemSlug", i.name AS "itemName", v.name, v.size, i.photo, i.keeps,
           ${rawSql(orderableSql)} AS "onSale", CASE WHEN ${rawSql(shownSql)} THEN ${rawSql(opensAtSql)} END AS "opensAt", v.price_minor AS "priceMinor",
           least(v.limit_per_order, i.limit_per_person) AS "limitPerOrder",
           coalesce(${rawSql(availableSql)} + ${own}, 0) AS available, coalesce(${own}, 0) AS own,
           coalesce(l.version, 0) AS version
      FROM variants v
     CROSS JOIN (SELECT ${cartId}::text AS cart_id) holder
      JOIN items i ON i.id = v.item_id
      LEFT JOIN stock_levels l ON l.variant_id = v.id
            AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE coalesce(${day}::date, 'infinity') END
     WHERE v.id = ANY(${variantIds})`;
  return new Map(
    rows.map(({ name, size, ...row }) => [row.variantId, { ...row, variantName: variantLabel({ name, size }) }]),
  );
}

/** A cart's lines beside what is offered to it for a day; without those of variants that are gone for good. */
export async function readLines(client: Reader, { id, day, lines }: Contents): Promise<CartLine[]> {
  const ids = lines.map((line) => line.variantId);
  const offered = await readOffered(client, ids, day, id);
  return lines.flatMap((kept) => {
    const found = offered.get(kept.variantId);
    return found ? [compareLine(kept, found)] : [];
  });
}

async function findRow(hash: string): Promise<CartRow | null> {
  const rows = await db().$queryRaw<CartRow[]>`
    SELECT c.id, c.version, c.day, c.lines, c.draft, o.number_prefix || o.number AS number, o.token, c.held_since AS "heldSince", holdfast_now() AS now,
           ${rawSql(waitsForCodeSql("c"))} AS "waitsForCode",
           (SELECT min(h.ends_at) FROM holds h WHERE ${rawSql(ownHoldSql("c.id"))} AND h.ends_at > holdfast_now()) AS "holdUntil"
      FROM carts c LEFT JOIN orders o ON o.id = c.order_id
     WHERE c.token_hash = ${hash} AND c.updated_at > holdfast_now() - make_interval(days => ${cartKeptDays}::int)`;
  return rows[0] ?? null;
}

async function viewOf(row: CartRow, fallback: Day | null): Promise<CartView> {
  const chosen = row.day && fromDate(row.day);
  const day = chosen ?? fallback;
  const lines = await readLines(db(), { ...row, day });
  return {
    id: row.id,
    version: row.version,
    day,
    dayChosen: chosen !== null,
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    totalMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
    draft: draftInput.parse(row.draft),
    waitsForCode: row.waitsForCode,
    hold: { until: row.holdUntil, since: row.heldSince, now: row.now },
    order: row.number !== null && row.token !== null ? { number: row.number, token: row.token } : null,
  };
}

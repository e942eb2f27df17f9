import { rawSql } from "@/lib/db/sql";
import type { Tx } from "@/lib/db/transaction";
import { refuse } from "@/lib/orders/refusals";
import { orderingColumns } from "@/lib/settings/taking-sql";

/** What a shop said of ordering when it was read. Instants in milliseconds since 1970. */
type Taking = {
  orderingOpen: boolean;
  closedMessage: string;
  pausedUntil: number | null;
  pausedMessage: string;
  readAt: number;
  locale: string;
  timezone: string;
};

/** Refuses `shop_closed` and `paused`. */
export function refuseUnlessTaking({ orderingOpen, closedMessage, pausedUntil, ...rest }: Taking): void {
  if (!orderingOpen) refuse("shop_closed", { message: closedMessage });
  if (pausedUntil === null) return;
  const { pausedMessage: message, readAt: now, locale, timezone } = rest;
  refuse("paused", { until: pausedUntil, now, message, locale, timezone });
}

/** Whether the shop takes orders at this instant, by the database's clock: asked once everything is locked. Refuses `shop_closed` and `paused`. */
export async function requireTaking(tx: Tx): Promise<void> {
  const [taking] = await tx.$queryRaw<Taking[]>`SELECT ${rawSql(orderingColumns)} FROM shop s`;
  if (!taking) throw new Error("The shop has no settings: the database was never set up.");
  refuseUnlessTaking(taking);
}

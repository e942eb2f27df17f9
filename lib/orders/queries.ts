import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { snapshotFields, toSnapshot } from "@/lib/orders/read-snapshot";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { statusEvents } from "@/lib/orders/status";
import { type EventRow, type TimelineEvent, toTimelineEvent } from "@/lib/orders/timeline-event";
import { refuseCommon } from "@/lib/refusal";
import { type Day, fromDate } from "@/lib/time";

/** An order as it is now, with everything that happened to it, oldest first. */
export type OrderView = OrderSnapshot & { events: TimelineEvent[] };

const timelineFields = {
  ...{ id: true, type: true, at: true, actor: true, undoneAt: true, snapshot: true, previous: true },
  personal: { select: { snapshot: true, previous: true } },
} as const;
const inOrder = [{ at: "asc" }, { id: "asc" }] satisfies Prisma.EventOrderByWithRelationInput[];
const staffFields = {
  ...snapshotFields,
  events: { select: timelineFields, orderBy: inOrder },
} satisfies Prisma.OrderSelect;
/** Of what staff note, print or send, the customer's page knows nothing. */
const customerFields = {
  ...snapshotFields,
  events: { where: { type: { in: [...statusEvents, "order.changed"] } }, select: timelineFields, orderBy: inOrder },
} satisfies Prisma.OrderSelect;

/** The order at an unguessable address; null if there is none. */
export async function findOrderByToken(token: string): Promise<OrderView | null> {
  if (!isToken(token)) return null;
  const row = await db().order.findUnique({ where: { token }, select: customerFields });
  return row && toView(row);
}

/** The order at an unguessable address, without what happened to it; null if there is none. */
export async function findSnapshotByToken(token: string): Promise<OrderSnapshot | null> {
  if (!isToken(token)) return null;
  const row = await db().order.findUnique({ where: { token }, select: snapshotFields });
  return row && toSnapshot(row);
}

/** An order by its id. Refuses `not_found`. */
export async function getOrder(id: string): Promise<OrderView> {
  const row = await db().order.findUnique({ where: { id }, select: staffFields });
  return row ? toView(row) : refuseCommon("not_found", { what: "order" });
}

export type DayCount = { day: Day; open: number; all: number };

/** For each pickup day from `from` on that has orders: how many, and how many of them are open. */
export async function countByDay(from: Day): Promise<DayCount[]> {
  const rows = await db().$queryRaw<{ day: Date; open: number; all: number }[]>`
    SELECT pickup_day AS day, count(*)::int AS "all", count(*) FILTER (WHERE status IN ('placed', 'accepted', 'ready'))::int AS open
      FROM orders WHERE pickup_day >= ${from}::date GROUP BY pickup_day ORDER BY pickup_day`;
  return rows.map((row) => ({ ...row, day: fromDate(row.day) }));
}

type ViewRow = Parameters<typeof toSnapshot>[0] & { events: EventRow[] };

function toView({ events, ...row }: ViewRow): OrderView {
  return { ...toSnapshot(row), events: events.map(toTimelineEvent) };
}

function isToken(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

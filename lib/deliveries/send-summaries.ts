import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination } from "@/lib/deliveries/change-of-destination";
import { recordEvent } from "@/lib/history/record-event";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf, instantAt, minuteOf } from "@/lib/time";

const mostOrders = 200;

/** What a colleague reads of the next day that has orders. No names: a summary belongs to no order, so erasing a customer would not find it. */
export type Summary = {
  day: Day | null;
  items: { words: string; quantity: number }[];
  /** Their numbers, as people say them. */
  orders: string[];
};

/**
 * Sends each colleague who chose a summary theirs, once a day, at their hour or as soon after as a worker runs: the next pickup day that has open orders, items
 * summed, then the orders. Returns how many were due.
 */
export async function sendSummaries(now = new Date()): Promise<number> {
  const { timezone } = await getShop();
  const today = dayOf(now, timezone);
  const where = { kind: "colleague", pausedAt: null, disabledAt: null, removedAt: null } as const;
  const all = await db().destination.findMany({ where, select: { id: true, settings: true } });
  const due = all.filter(({ settings }) => isDue(settings, minuteOf(now, timezone)));
  if (due.length === 0) return 0;
  const summary = await readSummary(today);
  const since = instantAt(today, 0, timezone);
  const sent = await Promise.all(due.map(({ id }) => record(id, { summary, since, now })));
  return sent.filter(Boolean).length;
}

function isDue(settings: unknown, minute: number): boolean {
  const { when, at } = settings as { when?: string; at?: number };
  return when === "daily" && minute >= (at ?? 0);
}

type Sending = { summary: Summary; since: Date; now: Date };

/** Under the destination's lock, so that two workers send one. */
function record(id: string, { summary, since, now }: Sending): Promise<boolean> {
  return inTransaction(async (tx) => {
    const place = await lockDestination(tx, id);
    const type = "destination.summary";
    if (await tx.event.findFirst({ where: { type, subjectId: id, at: { gte: since } }, select: { id: true } }))
      return false;
    await recordEvent(
      tx,
      { kind: "system", name: "Summary" },
      {
        ...{ type, at: now, told: true, subject: { kind: "destination", id, name: place.name } },
        snapshot: summary,
        personal: { snapshot: { email: place.address } },
      },
    );
    return true;
  });
}

async function readSummary(today: Day): Promise<Summary> {
  const [next] = await db().$queryRaw<{ day: Day }[]>`
    SELECT min(pickup_day)::text AS day FROM orders WHERE pickup_day > ${today}::date AND status IN ('placed', 'accepted', 'ready')`;
  if (!next?.day) return { day: null, items: [], orders: [] };
  const [orders, items] = await Promise.all([
    db().$queryRaw<{ number: string }[]>`
      SELECT number_prefix || number AS number FROM orders AS o
       WHERE pickup_day = ${next.day}::date AND status IN ('placed', 'accepted', 'ready') ORDER BY o.number LIMIT ${mostOrders}`,
    db().$queryRaw<Summary["items"]>`
      SELECT trim(concat(l.item_name, ' ', l.variant_name)) AS words, sum(l.quantity)::int AS quantity
        FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE o.pickup_day = ${next.day}::date AND o.status IN ('placed', 'accepted', 'ready') GROUP BY 1 ORDER BY 1`,
  ]);
  return { day: next.day, items, orders: orders.map(({ number }) => number) };
}

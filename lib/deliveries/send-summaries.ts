import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockDestination } from "@/lib/deliveries/change-of-destination";
import { recordEvent } from "@/lib/history/record-event";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf, instantAt, minuteOf, toDate } from "@/lib/time";

const mostOrders = 200;

/** What a colleague reads of the next day that has orders. */
export type Summary = {
  day: Day | null;
  items: { words: string; quantity: number }[];
  orders: { number: string; name: string }[];
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
    const { orders, ...open } = summary;
    await recordEvent(
      tx,
      { kind: "system", name: "Summary" },
      {
        ...{ type, at: now, told: true, subject: { kind: "destination", id, name: place.name } },
        snapshot: { ...open, count: orders.length },
        personal: {
          snapshot: {
            email: place.address,
            orders: place.personal ? orders : orders.map(({ number }) => ({ number, name: "" })),
          },
        },
      },
    );
    return true;
  });
}

async function readSummary(today: Day): Promise<Summary> {
  const open = { status: { in: ["placed", "accepted", "ready"] as ("placed" | "accepted" | "ready")[] } };
  const next = await db().order.findFirst({
    where: { ...open, pickupDay: { gt: toDate(today) } },
    orderBy: { pickupDay: "asc" },
    select: { pickupDay: true },
  });
  if (!next) return { day: null, items: [], orders: [] };
  const where = { ...open, pickupDay: next.pickupDay };
  const [orders, items] = await Promise.all([
    db().order.findMany({
      where,
      orderBy: { number: "asc" },
      take: mostOrders,
      select: { number: true, numberPrefix: true, customerName: true },
    }),
    db().$queryRaw<Summary["items"]>`
      SELECT trim(concat(l.item_name, ' ', l.variant_name)) AS words, sum(l.quantity)::int AS quantity
        FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE o.pickup_day = ${next.pickupDay}::date AND o.status IN ('placed', 'accepted', 'ready') GROUP BY 1 ORDER BY 1`,
  ]);
  return {
    day: next.pickupDay.toISOString().slice(0, 10),
    items,
    orders: orders.map(({ number, numberPrefix, customerName }) => ({
      number: `${numberPrefix}${number}`,
      name: customerName,
    })),
  };
}

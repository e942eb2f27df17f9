import type { Actor } from "@/lib/actor";
import { descendTo } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { announce } from "@/lib/db/transaction";
import { actorRecord } from "@/lib/history/record-event";
import { NotOpen } from "@/lib/orders/not-open";
import { orderStatement } from "@/lib/orders/order-statement";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { StillOpen } from "@/lib/orders/still-open-sql";
import type { PersonKey } from "@/lib/people/keys";
import type { jobStatement } from "@/lib/queue/enqueue";
import type { LevelChange } from "@/lib/stock/change-levels-sql";
import type { Day } from "@/lib/time";

/** An order before it has a number and an instant: both are drawn in the statement that stores it. */
export type DraftOrder = Omit<OrderSnapshot, "number" | "placedAt"> & {
  cartId: string;
  eventId: string;
  stockDays: (Day | null)[];
  /** Of one unit of each line, in work units. */
  works: number[];
  changes: LevelChange[];
  /** The keys that it counts for. */
  people: readonly PersonKey[];
  /** What has to be true still at the order's own instant. */
  stillOpen: StillOpen;
};

/** The instant is ISO 8601 in UTC. */
export type NumberedOrder = { number: number; placedAt: string };

/** How many of each were written. */
type Made = { levels: number; jobs: number; carts: number; slots: number; held: number };

type Job = Awaited<ReturnType<typeof jobStatement>>;

/**
 * Stores an order and everything that must follow from it in one statement, after its levels were locked: the number, the lines, the
 * stock taken with its ledger entries, the event with its snapshot, the job, the cart with its holds consumed,
 * and the offers taken that it took up. Whether it can be ordered still, its day and its time as well as its items, is asked in that
 * statement, of the clock at the instant that the order then has: throws NotOpen if not. Throws if any part did not happen.
 */
export async function writeOrder(tx: Tx, actor: Actor, order: DraftOrder, job: Job): Promise<NumberedOrder> {
  const { cartId, eventId, stockDays, works, changes, people, stillOpen, ...snapshot } = order;
  descendTo(tx, "calendar");
  const [written] = await tx.$queryRawUnsafe<(NumberedOrder & Made)[]>(
    orderStatement(job.sql),
    job.json,
    JSON.stringify(snapshot),
    JSON.stringify(
      order.lines.map((line, index) => ({
        ...line,
        position: index + 1,
        stockDay: stockDays[index],
        work: works[index],
      })),
    ),
    JSON.stringify(changes),
    JSON.stringify(actorRecord(actor)),
    JSON.stringify({ cartId, eventId, people, stillOpen }),
  );
  if (!written) throw new NotOpen("What is ordered can be ordered no more, or not yet.");
  requireWhole(written, order);
  announce(tx, "stock", "orders", "jobs", "waiting");
  return { number: written.number, placedAt: written.placedAt };
}

function requireWhole(written: Made, { changes, slot }: DraftOrder): void {
  const held = -changes.reduce((sum, change) => sum + change.held, 0);
  const expected = [changes.length, 1, 1, slot ? 1 : 0, held];
  const made = [written.levels, written.jobs, written.carts, written.slots, written.held];
  if (String(made) !== String(expected)) throw new Error("An order was not stored whole.");
}

import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { snapshotFields, toSnapshot } from "@/lib/orders/read-snapshot";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { contentOf } from "@/lib/orders/ticket";
import { mostTickets } from "@/lib/orders/ticket-input";
import { type Day, toDate } from "@/lib/time";

/** What an item contains, as the shop says it now. */
export type Allergens = { contains: string; mayContain: string };
export type TicketLine = LineSnapshot & Allergens;

/** An order as it is printed. */
export type Ticket = Omit<OrderSnapshot, "lines"> & {
  lines: TicketLine[];
  /** When and by whom its ticket was printed last; null if never. */
  printedAt: Date | null;
  printedBy: string;
  /** Whether the order changed after that. */
  changedSince: boolean;
  /** A hash of what its ticket says now. */
  content: string;
};

/** Which orders of a day are printed: all that are still to be handed over, those still to be packed, or those without a ticket. */
export type TicketChoice = { ids: readonly string[] } | { day: Day; which: "open" | "to_pack" | "unprinted" };

const statuses = {
  open: ["placed", "accepted", "ready"],
  to_pack: ["placed", "accepted"],
  unprinted: ["placed", "accepted"],
} as const;

const ticketFields = {
  ...snapshotFields,
  ...{ printedAt: true, printedBy: true, printedContent: true },
} as const satisfies Prisma.OrderSelect;

/** Orders as they are printed, in the order in which they are collected: by day and time, those without a time last, then the oldest first. At most `mostTickets`. */
export async function listTickets(choice: TicketChoice): Promise<Ticket[]> {
  const rows = await db().order.findMany({
    where: chosen(choice),
    select: ticketFields,
    orderBy: [
      { pickupDay: "asc" },
      { slotStartsAt: { sort: "asc", nulls: "last" } },
      { placedAt: "asc" },
      { id: "asc" },
    ],
    take: mostTickets,
  });
  const items = await db().item.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.lines.map((line) => line.itemId)))] } },
    select: { id: true, contains: true, mayContain: true },
  });
  const allergens = new Map(items.map(({ id, ...said }) => [id, said]));
  return rows.map((row) => toTicket(row, allergens));
}

/** How many open orders of each day, from `from` on, have no ticket yet. */
export async function countUnprinted(): Promise<{ day: Day; count: number }[]> {
  return db().$queryRaw<{ day: Day; count: number }[]>`
    SELECT to_char(pickup_day, 'YYYY-MM-DD') AS day, count(*)::int AS count
      FROM orders WHERE printed_at IS NULL AND status IN ('placed', 'accepted') GROUP BY pickup_day ORDER BY pickup_day`;
}

function chosen(choice: TicketChoice): Prisma.OrderWhereInput {
  if ("ids" in choice) return { id: { in: [...choice.ids].slice(0, mostTickets) } };
  const { day, which } = choice;
  return {
    pickupDay: toDate(day),
    status: { in: [...statuses[which]] },
    ...(which === "unprinted" && { printedAt: null }),
  };
}

type Row = Parameters<typeof toSnapshot>[0] & { printedAt: Date | null; printedBy: string; printedContent: string };

function toTicket({ printedAt, printedBy, printedContent, ...row }: Row, allergens: Map<string, Allergens>): Ticket {
  const order = toSnapshot(row);
  const content = contentOf(order);
  const none = { contains: "", mayContain: "" };
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, ...(allergens.get(line.itemId) ?? none) })),
    ...{ printedAt, printedBy, content, changedSince: printedAt !== null && content !== printedContent },
  };
}

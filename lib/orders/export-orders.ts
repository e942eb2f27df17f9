import { type Actor, requirePermission } from "@/lib/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { translateTrouble } from "@/lib/db/transaction";
import { noteDownload } from "@/lib/history/note-download";
import type { ExportInput } from "@/lib/orders/export-input";
import { snapshotFields, toSnapshot } from "@/lib/orders/read-snapshot";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { getShop } from "@/lib/settings/queries";
import { addDays, instantAt, toDate } from "@/lib/time";

export type ExportedLine = { order: OrderSnapshot; line: LineSnapshot };

/** Orders for a file, read as they are asked for: nobody holds more than a few hundred of them. */
export type OrdersFile = { timezone: string; orders: AsyncGenerator<OrderSnapshot> };

/**
 * Reads the orders of some days, oldest first, a few hundred at a time and only while somebody takes them. Days are the shop's own, both ends
 * among them. The log keeps who took which days.
 */
export async function exportOrders(actor: Actor | null, asked: ExportInput): Promise<OrdersFile> {
  requirePermission(actor, "orders.export");
  const { timezone } = await getShop();
  await noteDownload(actor, "orders.export", { file: "Orders", asked: { ...asked } });
  return { timezone, orders: readAll(asked, timezone) };
}

/** Each line beside its order. */
export async function* linesOf(orders: AsyncIterable<OrderSnapshot>): AsyncGenerator<ExportedLine> {
  for await (const order of orders) for (const line of order.lines) yield { order, line };
}

const atATime = 400;

async function* readAll(asked: ExportInput, timezone: string): AsyncGenerator<OrderSnapshot> {
  let last: Last | undefined;
  do {
    const rows = await readSome(asked, timezone, last);
    for (const row of rows) yield toSnapshot(row);
    last = rows.length === atATime ? rows.at(-1) : undefined;
  } while (last);
}

/** The last order of what was read, after which the next begins. */
type Last = { id: string; placedAt: Date; pickupDay: Date };

async function readSome({ by, from, to }: ExportInput, timezone: string, after: Last | undefined) {
  const range: Prisma.OrderWhereInput =
    by === "pickup"
      ? { pickupDay: { gte: toDate(from), lte: toDate(to) } }
      : { placedAt: { gte: instantAt(from, 0, timezone), lt: instantAt(addDays(to, 1), 0, timezone) } };
  const field = by === "pickup" ? "pickupDay" : "placedAt";
  const beyond: Prisma.OrderWhereInput = after
    ? { OR: [{ [field]: { gt: after[field] } }, { [field]: after[field], id: { gt: after.id } }] }
    : {};
  const begins: Prisma.OrderWhereInput = after ? { [field]: { gte: after[field] } } : {};
  try {
    return await db().order.findMany({
      where: { AND: [range, begins, beyond] },
      select: snapshotFields,
      orderBy: [{ [field]: "asc" }, { id: "asc" }],
      take: atATime,
    });
  } catch (error) {
    throw translateTrouble(error);
  }
}

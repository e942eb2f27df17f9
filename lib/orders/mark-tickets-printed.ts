import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { lockAndRead } from "@/lib/orders/move-order";
import { orderNumber } from "@/lib/orders/number";
import { refuse } from "@/lib/orders/refusals";
import type { PrintedInput } from "@/lib/orders/ticket-input";
import { listTickets } from "@/lib/orders/ticket-queries";

/**
 * Remembers that tickets go to the printer now: when, by whom, and what stands on them. Each in a transaction of its own, so that no move
 * waits for a pile. Refuses `tickets_outdated`, with nothing remembered, if one changed or was printed by somebody else since the page was
 * opened: its paper would not say so. Returns how many.
 */
export async function markTicketsPrinted(actor: Actor | null, { tickets }: PrintedInput): Promise<number> {
  const who = requirePermission(actor, "orders.print");
  await refuseOutdated(tickets);
  for (const { orderId: id, content } of tickets) await markPrinted(who, id, content);
  return tickets.length;
}

async function refuseOutdated(tickets: PrintedInput["tickets"]): Promise<void> {
  const now = new Map(
    (await listTickets({ ids: tickets.map((ticket) => ticket.orderId) })).map((one) => [one.id, one]),
  );
  const outdated = tickets.flatMap(({ orderId: id, content, printedAt }) => {
    const ticket = now.get(id);
    const same = ticket?.content === content && (ticket.printedAt?.getTime() ?? null) === printedAt;
    return same ? [] : [ticket ? orderNumber(ticket) : "An order"];
  });
  if (outdated.length > 0) refuse("tickets_outdated", { orders: outdated });
}

async function markPrinted(who: Actor, id: string, content: string): Promise<void> {
  await inTransaction(async (tx) => {
    const order = await lockAndRead(tx, id);
    const before = await tx.order.findUniqueOrThrow({ where: { id }, select: { printedAt: true, printedBy: true } });
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    const printedBy = who.name ?? "";
    await tx.order.update({
      where: { id },
      data: { printedAt: at, printedBy, printedContent: content },
      select: { id: true },
    });
    await recordEvent(tx, who, {
      type: "order.printed",
      subject: { kind: "order", id, name: orderNumber(order) },
      orderId: id,
      at,
      snapshot: { again: before.printedAt !== null, revision: order.revision },
      previous: before.printedAt ? { printedAt: before.printedAt.toISOString(), printedBy: before.printedBy } : {},
      told: false,
    });
    announce(tx, "orders");
  });
}

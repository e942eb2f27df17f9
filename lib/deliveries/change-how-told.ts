import type { CustomerActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { twilioAccount } from "@/lib/deliveries/channels/settings";
import { refuse } from "@/lib/deliveries/refusals";
import { isStopped } from "@/lib/deliveries/stopped-numbers";
import { recordEvent } from "@/lib/history/record-event";
import { differenceOf } from "@/lib/orders/difference";
import type { ReachInput } from "@/lib/orders/input";
import { lockAndRead } from "@/lib/orders/move-order";
import { orderEvent } from "@/lib/orders/order-event";
import { findSnapshotByToken } from "@/lib/orders/queries";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { isOpen } from "@/lib/orders/status";
import { keysOf } from "@/lib/people/keys";
import { madePepper } from "@/lib/people/pepper";
import { addKeys } from "@/lib/people/store-keys";
import { refuseCommon } from "@/lib/refusal";

/**
 * A customer changes how and where they are told of their open order, known by its token. What waits to be sent goes to the new contact once the
 * event is dispatched. The order counts for who had it and for who has it now: a change of address makes nobody a new person. Changing nothing is no change. Refuses `order_over`, `texts_stopped`, `not_found`, `busy`.
 */
export async function changeHowTold(
  actor: CustomerActor,
  { token, email, phone, notify }: ReachInput & { token: string },
): Promise<OrderSnapshot> {
  const { id } = (await findSnapshotByToken(token)) ?? refuseCommon("not_found", { what: "order" });
  const pepper = await madePepper(db());
  return inTransaction(async (tx) => {
    const before = await lockAndRead(tx, id);
    if (!isOpen(before.status)) refuse("order_over", {});
    const customer = { ...before.customer, email, phone };
    const after = { ...before, customer, notify, revision: before.revision + 1 };
    const previous = differenceOf(before, after);
    if (Object.keys(previous).length === 0) return before;
    if (notify.text && (await isStopped(tx, phone))) refuse("texts_stopped", { phone, from: ownNumber() });
    const at = await store(tx, after);
    await addKeys(tx, id, keysOf(pepper, { email, phone }));
    await recordEvent(tx, actor, orderEvent({ type: "order.changed", at, snapshot: after, previous }));
    announce(tx, "orders");
    return after;
  });
}

async function store(tx: Tx, { id, customer, notify, revision }: OrderSnapshot): Promise<Date> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`
    UPDATE orders SET customer_email = ${customer.email}, customer_phone = ${customer.phone}, notify_email = ${notify.email},
           notify_text = ${notify.text}, revision = ${revision}, updated_at = holdfast_now()
     WHERE id = ${id} RETURNING updated_at AS at`;
  return at;
}

/** The number that texts come from, if it is one. */
function ownNumber(): string {
  const from = twilioAccount()?.from ?? "";
  return from.startsWith("+") ? from : "";
}

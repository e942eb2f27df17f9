import type { CustomerActor } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { notingMissed } from "@/lib/orders/apply-change";
import { lockAndRead } from "@/lib/orders/move-order";
import { askingAnew } from "@/lib/orders/not-open";
import { changeAsOwn, lockWhose, readOwnOffer } from "@/lib/orders/own-change";
import type { OwnWishes } from "@/lib/orders/own-wishes";
import { findSnapshotByToken } from "@/lib/orders/queries";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { refuseCommon } from "@/lib/refusal";

/** A change of the order at a token, as it was looked at. */
export type OwnChange = OwnWishes & { token: string; revision: number };

/**
 * A customer changes their own order, known by its token: quantities, lines, pickup day, all of it or nothing, until the shop's terms or the last
 * moment of its day or its time end it. The same locks and the same difference in stock as when staff change it; staff see it, and the customer is written to.
 * Changing nothing is no change. Refuses `not_found`, `busy`, and as `changeAsOwn`: `changed_meanwhile` for another revision than was looked at.
 */
export async function changeOwnOrder(actor: CustomerActor, { token, ...wishes }: OwnChange): Promise<OrderSnapshot> {
  return askingAnew(async () => {
    const seen = (await findSnapshotByToken(token)) ?? refuseCommon("not_found", { what: "order" });
    const offer = await readOwnOffer(seen, wishes);
    return notingMissed(seen.channel, offer, () =>
      inTransaction(async (tx) => {
        const people = await lockWhose(tx, seen, offer);
        const before = await lockAndRead(tx, seen.id);
        return changeAsOwn(tx, before, { actor, wishes, offer, people });
      }),
    );
  });
}

import { createHash } from "node:crypto";
import type { CustomerActor } from "@/lib/actor";
import { networkOf } from "@/lib/address";
import { storedLimiter } from "@/lib/db/limiter";
import { inTransaction } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";

const ofAddress = storedLimiter({ name: "orders_asked_address", points: 10, seconds: 3_600 });
const ofContact = storedLimiter({ name: "orders_asked_contact", points: 3, seconds: 3_600 });

/**
 * Somebody lost the link to their order and asks for it by email. It is only written down here, whoever it is: whether there are orders is found
 * out by the worker, which writes to that address if there are. So neither the answer nor its time tells whether an address is known.
 * Open to anyone; `address` is where it is asked from. Refuses `too_many` of one network; of one contact, more than three an hour are let lie, silently.
 */
export async function askForOrders(actor: CustomerActor, { email }: { email: string }, address: string): Promise<void> {
  const contact = email.toLowerCase();
  if (env().RATE_LIMITS) {
    const retryAfterSeconds = await ofAddress.take(networkOf(address));
    if (retryAfterSeconds > 0) refuseCommon("too_many", { retryAfterSeconds });
    if ((await ofContact.take(createHash("sha256").update(contact).digest("base64url"))) > 0) return;
  }
  await inTransaction(async (tx) => {
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    await recordEvent(tx, actor, {
      type: "customer.asked_for_orders",
      subject: { kind: "customer", id: "", name: "" },
      at,
      snapshot: {},
      personal: { snapshot: { email: contact } },
      told: true,
    });
  });
}

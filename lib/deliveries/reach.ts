import type { db } from "@/lib/db/client";
import { holdOrder } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { isStopped } from "@/lib/deliveries/stopped-numbers";

/** How a customer is reached. `stopped`: they wanted texts, and their number said STOP. */
export type Reach = {
  email: string;
  phone: string;
  notify: { email: boolean; text: boolean };
  stopped?: boolean;
};

/**
 * How an order's customer wants to be told now, whatever its events remember. A number that said STOP gets no text: there is an email instead, if an
 * address was given.
 */
export async function readReach(client: Tx | ReturnType<typeof db>, orderId: string): Promise<Reach> {
  const order = await client.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { customerEmail: true, customerPhone: true, notifyEmail: true, notifyText: true },
  });
  const { customerEmail: email, customerPhone: phone } = order;
  const notify = { email: order.notifyEmail, text: order.notifyText };
  if (!notify.text || !(await isStopped(client, phone))) return { email, phone, notify };
  return { email, phone, notify: { email: email !== "", text: false }, stopped: true };
}

/** Whether that is so still, and stays so until the transaction ends. */
export async function isReachedStill(tx: Tx, orderId: string, reach: Reach): Promise<boolean> {
  await holdOrder(tx, orderId);
  return JSON.stringify(await readReach(tx, orderId)) === JSON.stringify(reach);
}

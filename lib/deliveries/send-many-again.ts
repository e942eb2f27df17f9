import { type Actor, requirePermission, type StaffActor, type SystemActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { type Sql, sql } from "@/lib/db/sql";
import { inTransaction, translateTrouble } from "@/lib/db/transaction";
import type { Surroundings } from "@/lib/deliveries/channels/kind";
import { goAgain, type WentAgain } from "@/lib/deliveries/go-again";
import type { SendSelectedInput, SendShownInput } from "@/lib/deliveries/input";
import { filterFields } from "@/lib/deliveries/list-filter";
import { readAround } from "@/lib/deliveries/read-around";
import { recordManySent } from "@/lib/deliveries/record-sending";
import { type Arrived, mostAgain, withoutOlderNews } from "@/lib/deliveries/rules-of-again";
import type { DeliveryChannel, DeliveryState } from "@/lib/deliveries/status";
import { whereShown } from "@/lib/deliveries/which";
import type { ManyAgain } from "@/lib/deliveries/words-of-again";
import { getShop } from "@/lib/settings/queries";

/** Few at a time: the rows that one transaction holds are free again in a moment. */
const inOneTransaction = 200;

/**
 * Sends a selection of messages again, each as `sendAgain` does; what cannot go is left and counted by why. Refuses `not_permitted`, `not_signed_in`, `busy`.
 */
export async function sendSelectedAgain(
  actor: Actor | null,
  { deliveryIds, arrived }: SendSelectedInput,
): Promise<ManyAgain> {
  const who = requirePermission(actor, "deliveries.send_again");
  const found = await listStanding(sql`d.id = ANY(${deliveryIds}::text[])`, deliveryIds.length);
  return sendAll(who, found, { arrived, more: false, asked: { whatArrived: arrived } });
}

/**
 * Sends again all that a filter shows and that was made until an instant: what did not arrive and, unless it is to be left, what did. At most 10,000, the oldest
 * first, in small transactions: one that breaks off has sent what it sent, and pressing again goes on from there. Refuses `not_permitted`, `not_signed_in`, `busy`.
 */
export async function sendShownAgain(
  actor: Actor | null,
  { filter, until, arrived }: SendShownInput,
): Promise<ManyAgain> {
  const who = requirePermission(actor, "deliveries.send_again");
  const shop = await getShop();
  const found = await listStanding(whereShown({ filter, until, arrived }, shop.timezone), mostAgain + 1);
  const asked = { whatArrived: arrived, madeUntil: until.toISOString(), ...filterFields(filter) };
  return sendAll(who, found.slice(0, mostAgain), { arrived, more: found.length > mostAgain, asked });
}

type Standing = {
  id: string;
  channel: DeliveryChannel;
  state: DeliveryState;
  orderId: string | null;
  destinationId: string | null;
  line: string | null;
};

/** In the order of their lines, so that no later batch has what goes before. */
async function listStanding(where: Sql, most: number): Promise<Standing[]> {
  try {
    return await db().$queryRaw<Standing[]>`
      SELECT id, channel::text AS channel, state::text AS state, order_id AS "orderId", destination_id AS "destinationId", line FROM (
        SELECT d.id, d.channel, d.state, d.order_id, d.destination_id, d.line, d.line_at, d.event_id, d.created_at
          FROM deliveries AS d WHERE ${where} ORDER BY d.created_at, d.id LIMIT ${most}) AS oldest
       ORDER BY coalesce(line_at, created_at), event_id, id`;
  } catch (error) {
    throw translateTrouble(error);
  }
}

type Sending = { arrived: Arrived; more: boolean; asked: Readonly<Record<string, string>> };

async function sendAll(
  who: StaffActor | SystemActor,
  found: readonly Standing[],
  { arrived, more, asked }: Sending,
): Promise<ManyAgain> {
  const around = await readAround();
  const ids = withoutOlderNews(chosen(found, arrived), arrived).map(({ id }) => id);
  const left: Record<string, number> = {};
  let sent = 0;
  for (let at = 0; at < ids.length; at += inOneTransaction) {
    const batch = { ids: ids.slice(at, at + inOneTransaction), arrived, asked };
    const { gone, refused } = await sendBatch(who, batch, around);
    sent += gone.length;
    for (const { refusal } of refused) left[refusal.code] = (left[refusal.code] ?? 0) + 1;
  }
  return { sent, left, more };
}

function chosen(found: readonly Standing[], arrived: Arrived): readonly Standing[] {
  return arrived === "leave" ? found.filter(({ state }) => state !== "delivered") : found;
}

type Batch = { ids: readonly string[]; arrived: Arrived; asked: Sending["asked"] };

function sendBatch(who: StaffActor | SystemActor, batch: Batch, around: Surroundings): Promise<WentAgain> {
  return inTransaction(async (tx) => {
    const went = await goAgain(tx, batch, around);
    if (went.gone.length > 0)
      await recordManySent(tx, who, { deliveryIds: went.gone.map(({ id }) => id), asked: batch.asked });
    return went;
  });
}

import type { StaffActor, SystemActor } from "@/lib/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { announce, type Tx } from "@/lib/db/transaction";
import { type NewEvent, recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";

const fields = {
  id: true,
  kind: true,
  name: true,
  address: true,
  settings: true,
  events: true,
  personal: true,
  sealedSecret: true,
  pausedAt: true,
  pausedReason: true,
  disabledAt: true,
  brokenAt: true,
  version: true,
  changedBy: true,
} satisfies Prisma.DestinationSelect;

/** A destination as commands see it, its row locked. Refuses `not_found`, also for one that was removed. */
export async function lockDestination(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM destinations WHERE id = ${id} FOR NO KEY UPDATE`;
  const found = await tx.destination.findFirst({ where: { id, removedAt: null }, select: fields });
  return found ?? refuseCommon("not_found", { what: "destination" });
}

type Written = Pick<NewEvent, "type"> & { snapshot?: NewEvent["snapshot"]; previous?: NewEvent["previous"] };
type Named = { id: string; name: string };

/** Writes into the log what was done to a destination: never a secret. */
export async function recordDestination(
  tx: Tx,
  who: StaffActor | SystemActor,
  { id, name }: Named,
  { type, snapshot = {}, previous }: Written,
): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  await recordEvent(tx, who, { type, at, subject: { kind: "destination", id, name }, snapshot, previous });
  // Stock too: a destination may begin to ask for it.
  announce(tx, "deliveries", "stock");
}

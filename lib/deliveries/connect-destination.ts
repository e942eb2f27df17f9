import { randomBytes } from "node:crypto";
import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordDestination } from "@/lib/deliveries/change-of-destination";
import type { ConnectInput } from "@/lib/deliveries/destination-input";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";

/** A signing secret as Standard Webhooks writes it: 32 random bytes. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/**
 * Connects another system: it hears of what happens from now on. Returns its id, and a webhook's signing secret, which is shown this once.
 * Refuses `not_permitted`, `not_signed_in`.
 */
export async function connectDestination(
  actor: Actor | null,
  { secret, ...input }: ConnectInput,
): Promise<{ id: string; shown: string | null }> {
  const who = requirePermission(actor, "destinations.connect");
  const made = input.kind === "webhook" ? newSigningSecret() : null;
  const kept = secret ?? made;
  const id = newId("dst");
  await inTransaction(async (tx) => {
    const data = { id, ...input, sealedSecret: kept ? seal(kept) : "", changedBy: who.name };
    await tx.destination.create({ data, select: { id: true } });
    const { kind, events, personal } = input;
    await recordDestination(
      tx,
      who,
      { id, name: input.name },
      { type: "destination.added", snapshot: { kind, events, personal } },
    );
  });
  return { id, shown: made };
}

import { db } from "@/lib/db/client";
import { announce, inTransaction } from "@/lib/db/transaction";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";
import { log } from "@/lib/log";
import { SealBroken, unseal } from "@/lib/secrets";

/** Why a destination is paused whose secret no key of ours opens any more. */
export const secretLost = "Its secret cannot be read with this SECRETS_KEY. Enter the secret again.";

/** A destination with its secrets open. Null if it is gone; one whose secret cannot be read is paused until somebody enters it again. */
export async function openDestination(id: string): Promise<OpenDestination | null> {
  const select = {
    id: true,
    kind: true,
    name: true,
    address: true,
    settings: true,
    sealedSecret: true,
    formerSecret: true,
    formerUntil: true,
  };
  const found = await db().destination.findFirst({ where: { id, removedAt: null }, select });
  if (!found) return null;
  const { sealedSecret, formerSecret, formerUntil, settings, ...place } = found;
  const former = formerUntil && formerUntil > new Date() ? [formerSecret] : [];
  try {
    const secrets = [sealedSecret, ...former].filter(Boolean).map((sealed) => unseal(sealed));
    return { ...place, settings: settings as Record<string, unknown>, secrets };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    await pauseForSecret(id);
    return null;
  }
}

async function pauseForSecret(id: string): Promise<void> {
  log().warn({ destinationId: id }, "a destination is paused: its secret cannot be read with this SECRETS_KEY");
  await inTransaction(async (tx) => {
    await tx.destination.updateMany({
      where: { id, pausedAt: null },
      data: { pausedAt: new Date(), pausedReason: secretLost },
    });
    announce(tx, "deliveries");
  });
}

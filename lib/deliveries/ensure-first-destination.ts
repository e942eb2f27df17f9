import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { firstDestination, orderViewer } from "@/lib/deliveries/channels/settings";
import { newSigningSecret } from "@/lib/deliveries/connect-destination";
import { disableDestination } from "@/lib/deliveries/disable-destination";
import { orderEvents } from "@/lib/deliveries/rules-of-destinations";
import { log } from "@/lib/log";
import { seal, tryUnseal } from "@/lib/secrets";

type Wanted = { url: string; secret: string };

/**
 * Makes the destination that the settings name (EXPORT_WEBHOOK_URL), or else the demo's order viewer, and stops exports to
 * the one that they no longer name. Safe to run again; a changed address or secret takes effect, and ends a disabling; one that no key opens is sealed anew.
 */
export async function ensureFirstDestination(): Promise<void> {
  const first = await givenDestination();
  await keep("dst_first", "First destination", first);
  await keep("dst_viewer", "Order viewer", first ? null : orderViewer());
}

/** Without a secret of the owner's the exports are signed all the same, with one made once. */
async function givenDestination(): Promise<Wanted | null> {
  const given = firstDestination();
  if (!given) return null;
  if (given.secret) return { url: given.url, secret: given.secret };
  log().warn("EXPORT_WEBHOOK_SECRET is not set: exports are signed with a secret that only this shop knows");
  const known = await db().destination.findUnique({ where: { id: "dst_first" }, select: { sealedSecret: true } });
  return { url: given.url, secret: (known && tryUnseal(known.sealedSecret)) ?? newSigningSecret() };
}

async function keep(id: string, name: string, wanted: Wanted | null): Promise<void> {
  await inTransaction(async (tx) => {
    const known = await tx.destination.findUnique({ where: { id }, select: { address: true, sealedSecret: true } });
    if (!wanted) return disableDestination(tx, id, noLongerNamed);
    if (known && known.address === wanted.url && tryUnseal(known.sealedSecret) === wanted.secret) return resume(tx, id);
    const data = { address: wanted.url, sealedSecret: seal(wanted.secret), disabledAt: null, disabledReason: "" };
    await tx.destination.upsert({
      where: { id },
      create: { id, name, events: Object.keys(orderEvents), ...data },
      update: data,
      select: { id: true },
    });
  });
}

const noLongerNamed = "The settings no longer name it.";

/** One that itself asked for no more exports (410) stays disabled. */
async function resume(tx: Tx, id: string): Promise<void> {
  await tx.destination.updateMany({
    where: { id, disabledReason: noLongerNamed },
    data: { disabledAt: null, disabledReason: "" },
  });
}

import { lockShop } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { refuseCommon } from "@/lib/refusal";
import { newShop, readShop, type Shop } from "@/lib/settings/queries";

/**
 * Locks the shop's settings and reads them as they are now. Refuses `changed_meanwhile` with who changed them, if that was after the version
 * that a form was opened on.
 */
export async function lockSettings(tx: Tx, version: number): Promise<Shop> {
  await tx.shop.createMany({ data: [{ id: newShop.id, name: newShop.name }], skipDuplicates: true });
  await lockShop(tx, newShop.id);
  const shop = await readShop(tx);
  if (shop.version !== version) refuseCommon("changed_meanwhile", { what: "shop", by: await lastHand(tx) });
  return shop;
}

async function lastHand(tx: Tx): Promise<string | null> {
  const last = await tx.event.findFirst({
    where: { subjectKind: "shop", type: "shop.changed" },
    orderBy: { at: "desc" },
    select: { actor: true },
  });
  return (last?.actor as { name?: string } | undefined)?.name ?? null;
}

import { type Actor, requirePermission } from "@/lib/actor";
import { instantOf } from "@/lib/catalog/decided-by-drops";
import { chooseItems } from "@/lib/catalog/drop-items";
import { dropEvent, findRecord, readMoments } from "@/lib/catalog/drop-record";
import type { DropInput } from "@/lib/catalog/input-of-drops";
import { refuse } from "@/lib/catalog/refusals";
import { firstFree, slugOf } from "@/lib/catalog/rules";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";

/**
 * Makes a drop: its items are seen from now on, and can be ordered by nobody and through no door before it begins. Records `drop.made` and returns
 * its id. The moments are in the shop's zone. Refuses `begins_in_the_past`, `ends_before_it_starts`, `drops_overlap`, `archived`,
 * `nothing_to_sell`, `not_found`, `busy`.
 */
export async function makeDrop(actor: Actor | null, { itemIds, starts, ends, ...said }: DropInput): Promise<string> {
  const who = requirePermission(actor, "catalog.change");
  const moments = await readMoments({ starts, ends });
  return inTransaction(async (tx) => {
    await lockCatalog(tx);
    const at = await instantOf(tx);
    if (!moments.startsAt || moments.startsAt <= at) return refuse("begins_in_the_past", {});
    const drop = { id: newId("drp"), startsAt: moments.startsAt, endsAt: moments.endsAt };
    const slug = await freeSlug(tx, said.name);
    await tx.drop.create({ data: { ...drop, ...said, slug, madeAt: at, changedBy: who.name }, select: { id: true } });
    await chooseItems(tx, who, drop, itemIds);
    const made = await findRecord(tx, drop.id);
    if (made) await recordEvent(tx, who, dropEvent("drop.made", made, at));
    announce(tx, "shop", "stock");
    return drop.id;
  });
}

async function freeSlug(tx: Tx, name: string): Promise<string> {
  const others = await tx.drop.findMany({ select: { slug: true } });
  return firstFree(
    slugOf(name),
    others.map(({ slug }) => slug),
  );
}

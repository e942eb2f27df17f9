import { type Actor, requirePermission } from "@/lib/actor";
import { chooseItems, requireNoOther } from "@/lib/catalog/drop-items";
import { type DropRecord, readMoments, withDrop } from "@/lib/catalog/drop-record";
import type { DropChangeInput } from "@/lib/catalog/input-of-drops";
import { refuse } from "@/lib/catalog/refusals";

/**
 * Changes a drop and records `drop.changed`. Once it has begun, its beginning and its items stay, and neither need be given; its end may move,
 * but not to what is past. Of a beginning that was moved those hear a little later who want to be told. Refuses `begins_in_the_past`, `already_past`, `ends_before_it_starts`, `drops_overlap`, `drop_over`, `archived`,
 * `nothing_to_sell`, `changed_meanwhile`, `not_found`, `busy`.
 */
export async function changeDrop(actor: Actor | null, input: DropChangeInput): Promise<void> {
  const who = requirePermission(actor, "catalog.change");
  const { dropId, version, itemIds, starts, ends, ...said } = input;
  const moments = await readMoments({ starts, ends });
  await withDrop(who, { dropId, version, type: "drop.changed" }, async (tx, { drop, state, at }) => {
    if (state === "over" || state === "cancelled") refuse("drop_over", {});
    const { endsAt } = moments;
    if (endsAt && endsAt <= at) refuse("already_past", {});
    const startsAt = state === "coming" ? (moments.startsAt ?? drop.startsAt) : sameStart(drop, moments.startsAt);
    if (state === "coming" && startsAt <= at) refuse("begins_in_the_past", {});
    if (endsAt && endsAt <= startsAt) refuse("ends_before_it_starts", {});
    const moved = startsAt.getTime() === drop.startsAt.getTime() ? {} : { movedAt: at };
    await tx.drop.update({
      where: { id: dropId },
      data: { ...said, ...moved, startsAt, endsAt },
      select: { id: true },
    });
    const chosen = state === "coming" && itemIds.length > 0 ? itemIds : drop.items.map((one) => one.itemId);
    const span = { id: dropId, startsAt, endsAt };
    if (state === "coming") await chooseItems(tx, who, span, chosen);
    else await requireNoOther(tx, span, chosen);
  });
}

/** Refuses `drop_begun` for another beginning. */
function sameStart(drop: DropRecord, startsAt: Date | null): Date {
  if (startsAt && startsAt.getTime() !== drop.startsAt.getTime()) refuse("drop_begun", {});
  return drop.startsAt;
}

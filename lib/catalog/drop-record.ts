import type { Actor } from "@/lib/actor";
import { instantOf } from "@/lib/catalog/decided-by-drops";
import type { DropInput } from "@/lib/catalog/input-of-drops";
import { momentIn } from "@/lib/catalog/moment";
import { refuse } from "@/lib/catalog/refusals";
import { type DropState, dropStateAt } from "@/lib/catalog/rules-of-drops";
import { requireVersion } from "@/lib/catalog/with-item";
import type { Prisma } from "@/lib/db/generated/client";
import { lockCatalog } from "@/lib/db/locks";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";

/** A drop with the items that it decides about, as commands see it. */
export type DropRecord = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

/** The moments that a form holds, as instants. Refuses `ends_before_it_starts`. */
export async function readMoments({ starts, ends }: Pick<DropInput, "starts" | "ends">) {
  const { timezone } = await getShop();
  const [startsAt, endsAt] = [momentIn(starts, timezone), momentIn(ends, timezone)];
  if (startsAt && endsAt && endsAt <= startsAt) refuse("ends_before_it_starts", {});
  return { startsAt, endsAt };
}

type Change = { dropId: string; version?: number; type: "drop.changed" | "drop.cancelled" | "drop.ended" };
type Now = { drop: DropRecord; state: DropState; at: Date };

/**
 * Runs a change of one drop, with the catalogue locked, and records what it changed; a change that changes nothing leaves nothing. Refuses
 * `not_found`, and `changed_meanwhile` for a form that was opened before somebody else's change.
 */
export async function withDrop(
  actor: Actor,
  { dropId, version, type }: Change,
  change: (tx: Tx, now: Now) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockCatalog(tx);
    const drop = (await findRecord(tx, dropId)) ?? refuseCommon("not_found", { what: "drop" });
    if (version !== undefined) requireVersion(drop, version, "drop");
    const at = await instantOf(tx);
    await change(tx, { drop, state: dropStateAt(drop, at), at });
    const after = (await findRecord(tx, dropId)) ?? drop;
    const previous = differenceOf(drop, after);
    if (!previous) return;
    const data = { version: { increment: 1 }, changedBy: actor.name ?? "" };
    await tx.drop.update({ where: { id: dropId }, data, select: { id: true } });
    await recordEvent(tx, actor, { ...dropEvent(type, after, at), previous });
    announce(tx, "shop", "stock");
  });
}

/** A drop as a transaction sees it. */
export async function findRecord(tx: Tx, id: string) {
  return tx.drop.findUnique({
    where: { id },
    include: {
      items: {
        where: { leftAt: null },
        orderBy: { position: "asc" },
        select: { itemId: true, item: { select: { name: true } } },
      },
    },
  });
}

/** An event about a drop, with all of it as it is now. */
export function dropEvent(type: string, drop: DropRecord, at: Date) {
  return { type, subject: { kind: "drop", id: drop.id, name: drop.name } as const, at, snapshot: factsOf(drop) };
}

function factsOf({ name, words, startsAt, endsAt, saysCount, tellMinutes, cancelledAt, items }: DropRecord) {
  const facts = { name, words, startsAt, endsAt, saysCount, tellMinutes, cancelledAt };
  return JSON.parse(JSON.stringify({ ...facts, items: items.map(({ item }) => item.name) }));
}

function differenceOf(before: DropRecord, after: DropRecord): Prisma.InputJsonObject | null {
  const [was, is] = [factsOf(before), factsOf(after)];
  const changed = Object.keys(was).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  return changed.length > 0 ? Object.fromEntries(changed.map((name) => [name, was[name]])) : null;
}

import { type Actor, requirePermission } from "@/lib/actor";
import { lockProofs } from "@/lib/db/locks-of-stock";
import { inSnapshot, inTransaction, type Tx } from "@/lib/db/transaction";
import { actorRecord, recordEvent } from "@/lib/history/record-event";
import { newId } from "@/lib/id";
import { listStaff } from "@/lib/staff/queries";
import type { Finding } from "@/lib/stock/read-proof";
import { readProof } from "@/lib/stock/read-proof";

export type KeptProof = Finding & { id: string; at: Date };

/**
 * Checks every counter against the ledger and the open orders, in one snapshot while selling goes on, and keeps what was found with
 * its date. When the books disagree and did not before, records `stock.proof_failed`, which tells the owners, once.
 * Refuses `busy`.
 */
export async function proveStock(actor: Actor | null): Promise<KeptProof> {
  const who = requirePermission(actor, "stock.prove");
  const finding = await inSnapshot(readProof);
  const owners = (await listStaff()).filter((member) => member.role === "owner");
  return inTransaction(async (tx) => {
    await lockProofs(tx);
    const before = await tx.stockProof.findFirst({
      orderBy: [{ at: "desc" }, { id: "desc" }],
      select: { disagreeing: true },
    });
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    const kept = { id: newId("prf"), at, ...finding };
    await tx.stockProof.create({ data: { ...kept, actor: actorRecord(who) }, select: { id: true } });
    if (finding.disagreeing > 0 && !before?.disagreeing) await tellOwners(tx, who, kept, owners);
    return kept;
  });
}

type Owner = { id: string; email: string };

async function tellOwners(tx: Tx, who: Actor, proof: KeptProof, owners: readonly Owner[]): Promise<void> {
  const { id, at, levels, disagreeing } = proof;
  await recordEvent(tx, who, {
    type: "stock.proof_failed",
    at,
    subject: { kind: "stock", id, name: "Proof" },
    snapshot: { levels, disagreeing },
    personal: { snapshot: { owners: owners.map((owner) => ({ id: owner.id, email: owner.email })) } },
    told: true,
  });
}

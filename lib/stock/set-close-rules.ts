import { type Actor, requirePermission } from "@/lib/actor";
import { lockCloseRules } from "@/lib/db/locks-of-stock";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { CloseRulesInput } from "@/lib/stock/input-of-close";
import { requireVersion } from "@/lib/stock/require-version";

/**
 * Says whether and when a day closes by itself, and what then becomes of what is left of each variant.
 * Refuses `changed_meanwhile`, `busy`.
 */
export async function setCloseRules(actor: Actor | null, rules: CloseRulesInput): Promise<void> {
  const who = requirePermission(actor, "stock.plan");
  const { version, closesByItself, afterMinutes, policies } = rules;
  await inTransaction(async (tx) => {
    requireVersion(await lockCloseRules(tx), version, "close of day");
    const before = await tx.closeRules.findFirst({ select: { closesByItself: true, afterMinutes: true } });
    await tx.closeRules.updateMany({
      data: { closesByItself, afterMinutes, changedBy: who.name, version: { increment: 1 } },
    });
    const changed = await setPolicies(tx, who.name, policies);
    const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
    await recordEvent(tx, who, {
      type: "stock.close_rules_set",
      at,
      subject: { kind: "stock", id: "close_1", name: "Close of day" },
      snapshot: {
        closesByItself,
        afterMinutes,
        atClose: Object.fromEntries(changed.map((row) => [row.sku, row.atClose])),
      },
      previous: { ...before, atClose: Object.fromEntries(changed.map((row) => [row.sku, row.before])) },
    });
  });
}

type Changed = { sku: string; before: string; atClose: string };

/** Whoever has such an item open is told that it changed. */
async function setPolicies(tx: Tx, by: string, policies: CloseRulesInput["policies"]): Promise<Changed[]> {
  return tx.$queryRaw<Changed[]>`
    WITH found AS (
      SELECT v.id, v.item_id, v.sku, v.at_close AS before, p."atClose"
        FROM variants v JOIN jsonb_to_recordset(${JSON.stringify(policies)}::jsonb) AS p("variantId" text, "atClose" text) ON p."variantId" = v.id
       WHERE v.at_close <> p."atClose" ORDER BY v.id FOR UPDATE OF v
    ), set_now AS (
      UPDATE variants v SET at_close = f."atClose" FROM found f WHERE v.id = f.id
    ), items_now AS (
      UPDATE items SET version = version + 1, changed_by = ${by} WHERE id IN (SELECT item_id FROM found)
    )
    SELECT sku, before, "atClose" FROM found`;
}

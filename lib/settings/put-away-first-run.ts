import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { newShop } from "@/lib/settings/queries";

/** Takes the list of first steps off Today, for everyone. Doing it again changes nothing. Refuses `not_permitted`. */
export async function putAwayFirstRun(actor: Actor | null): Promise<void> {
  const who = requirePermission(actor, "settings.change");
  await inTransaction(async (tx) => {
    const { count } = await tx.mark.createMany({ data: [{ name: "first_run_put_away" }], skipDuplicates: true });
    if (count === 0) return;
    const subject = { kind: "shop", id: newShop.id, name: "First steps" } as const;
    await recordEvent(tx, who, { type: "shop.first_run_put_away", subject, at: new Date(), snapshot: {} });
  });
}

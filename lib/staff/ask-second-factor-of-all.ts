import type { z } from "zod";
import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { newShop } from "@/lib/settings/queries";
import { recordShopChange } from "@/lib/settings/record-shop-change";
import type { secondFactorRuleInput } from "@/lib/staff/input";

/**
 * Asks everyone for a second factor, or no longer: from their next request on, who has none is led to set it up before anything
 * else. Saying it again changes nothing. Refuses `not_permitted`, `not_signed_in`.
 */
export async function askSecondFactorOfAll(
  actor: Actor | null,
  { required }: z.output<typeof secondFactorRuleInput>,
): Promise<void> {
  const who = requirePermission(actor, "staff.manage");
  await inTransaction(async (tx) => {
    await tx.shop.createMany({ data: [{ id: newShop.id, name: newShop.name }], skipDuplicates: true });
    const { count } = await tx.shop.updateMany({
      where: { id: newShop.id, twoFactorRequired: !required },
      data: { twoFactorRequired: required, version: { increment: 1 } },
    });
    if (count === 0) return;
    const change = { previous: { twoFactorRequired: !required }, snapshot: { twoFactorRequired: required } };
    await recordShopChange(tx, who, change);
  });
}

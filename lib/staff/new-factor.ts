import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { tryUnseal } from "@/lib/secrets";
import { getShop } from "@/lib/settings/queries";
import { totpAddress } from "@/lib/staff/totp";

/** What an app needs to be set up: as letters to type, and as the address that the picture holds. */
export type NewFactor = { secret: string; address: string };

/** The second factor that someone is setting up, for their own page alone; null if they are not, or have to begin again. */
export async function findNewFactor(staffId: string): Promise<NewFactor | null> {
  const select = { email: true, sealedNewTotp: true };
  try {
    const found = await db().staffMember.findUnique({ where: { id: staffId }, select });
    if (!found?.sealedNewTotp) return null;
    const secret = tryUnseal(found.sealedNewTotp);
    if (!secret) return null;
    const { name: shop } = await getShop();
    return {
      secret: secret.replace(/(.{4})(?=.)/g, "$1 "),
      address: totpAddress(secret, { shop, email: found.email }),
    };
  } catch (error) {
    throw translateTrouble(error);
  }
}

import { networkOf } from "@/lib/address";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/** Whether an account was signed in from this network within the last weeks, as far as its sessions are kept. */
export async function isKnownNetwork({ email, address }: { email: string; address: string }): Promise<boolean> {
  const network = networkOf(address);
  if (network === "unknown") return false;
  try {
    const where = { staff: { email, removedAt: null } };
    const found = await db().session.findMany({ where, distinct: ["address"], select: { address: true } });
    return found.some((session) => networkOf(session.address) === network);
  } catch (error) {
    throw translateTrouble(error);
  }
}

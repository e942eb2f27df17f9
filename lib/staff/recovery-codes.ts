import { createHash, randomInt } from "node:crypto";
import type { Tx } from "@/lib/db/transaction";
import { recoveryCodeCount } from "@/lib/staff/rules";

/** Without letters that look like digits, or like each other. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 12;

/** The step that gives a member ten new recovery codes, the only time that they are to be seen; earlier ones no longer work. */
export async function renewCodes(tx: Tx, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newCode);
  await tx.recoveryCode.deleteMany({ where: { staffId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ staffId, codeHash: hashCode(staffId, code) })) });
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, "$1-"));
}

/** The step that uses a recovery code up. False if it is none, or was used: of many who try at once one succeeds. */
export async function takeRecoveryCode(tx: Tx, staffId: string, code: string): Promise<boolean> {
  const where = { staffId, codeHash: hashCode(staffId, code), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: new Date() } });
  return count === 1;
}

function newCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}

/** Some 60 random bits: too many to try out against a plain hash. */
function hashCode(staffId: string, code: string): string {
  return createHash("sha256").update(`${staffId} ${code}`).digest("base64url");
}

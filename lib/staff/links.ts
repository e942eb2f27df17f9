import { createHash } from "node:crypto";
import type { StaffActor, SystemActor } from "@/lib/actor";
import { db } from "@/lib/db/client";
import { type Tx, translateTrouble } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { newId, newToken } from "@/lib/id";
import type { Role } from "@/lib/permission";
import { seal, tryUnseal } from "@/lib/secrets";
import { refuse } from "@/lib/staff/refusals";
import { type LinkKind, type LinkTrouble, linkHours, linkPaths } from "@/lib/staff/rules";

type LinkFor = { kind: LinkKind; email: string; staffId?: string; role?: Role; madeBy?: StaffActor | SystemActor };

/** A new link. Its address is a secret: it goes to one mail, or to one page, and nowhere else. */
export type NewLink = { id: string; address: string };

/** The step of commands that makes a link. Of its token the row keeps a hash, and for the mail that carries it a sealed copy. */
export async function makeLink(tx: Tx, { madeBy, ...link }: LinkFor): Promise<NewLink> {
  const id = newId("lnk");
  const token = newToken();
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + linkHours[link.kind] * 3_600_000);
  const by = madeBy && { madeBy: madeBy.name, madeById: madeBy.kind === "staff" ? madeBy.id : "" };
  const row = { id, ...link, ...by, tokenHash: hashToken(token), sealedToken: seal(token), createdAt, expiresAt };
  await tx.staffLink.create({ data: row, select: { id: true } });
  return { id, address: `${env().APP_URL}${linkPaths[link.kind]}${token}` };
}

/** Takes links back that were not used yet. Returns how many there were. */
export async function withdrawLinks(
  tx: Tx,
  which: { id?: string; staffId?: string; madeById?: string; kind?: LinkKind },
): Promise<number> {
  const open = { ...which, usedAt: null, withdrawnAt: null };
  const { count } = await tx.staffLink.updateMany({
    where: open,
    data: { withdrawnAt: new Date(), sealedToken: "" },
  });
  return count;
}

/** Takes back what someone made for others, once they may no longer make it: they know its address. Returns what to write down of it. */
export async function withdrawLinksMadeBy(tx: Tx, madeById: string): Promise<{ linksWithdrawn?: number }> {
  const linksWithdrawn = await withdrawLinks(tx, { madeById });
  return linksWithdrawn > 0 ? { linksWithdrawn } : {};
}

export type TakenLink = { id: string; email: string; staffId: string | null; role: Role | null };

/** The step of commands that uses a link up: of many who try at once one succeeds. Refuses `link_unusable`. */
export async function takeLink(tx: Tx, kind: LinkKind, token: string): Promise<TakenLink> {
  const [link] = await tx.$queryRaw<TakenLink[]>`
    UPDATE staff_links SET used_at = holdfast_now(), sealed_token = ''
     WHERE token_hash = ${hashToken(token)} AND kind = ${kind}::staff_link_kind
       AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > holdfast_now()
    RETURNING id, email, staff_id AS "staffId", role::text AS role`;
  if (link) return link;
  const found = await tx.staffLink.findFirst({ where: { tokenHash: hashToken(token), kind }, select: stateFields });
  return refuse("link_unusable", { kind, trouble: troubleOf(found) ?? "unknown" });
}

const stateFields = { usedAt: true, withdrawnAt: true, expiresAt: true } as const;
type LinkState = { usedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date };

function troubleOf(link: LinkState | null): LinkTrouble | null {
  if (!link) return "unknown";
  if (link.usedAt) return "used";
  if (link.withdrawnAt) return "withdrawn";
  return link.expiresAt > new Date() ? null : "expired";
}

/** What the page behind a link shows: whom it is for, or why it no longer works. */
export type FoundLink = { trouble: LinkTrouble } | { trouble: null; email: string; role: Role | null; madeBy: string };

/** Looks at a link without using it up. Throws DatabaseUnreachable in an outage. */
export async function findLink(kind: LinkKind, token: string): Promise<FoundLink> {
  try {
    const where = { tokenHash: hashToken(token), kind };
    const select = { ...stateFields, email: true, role: true, madeBy: true };
    const found = await db().staffLink.findFirst({ where, select });
    const trouble = troubleOf(found);
    if (trouble || !found) return { trouble: trouble ?? "unknown" };
    return { trouble: null, email: found.email, role: found.role, madeBy: found.madeBy };
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** The token of a link that can still be used, for the mail that carries it; null if it was used, withdrawn, is too old, or no key opens it. */
export async function linkToken(id: string): Promise<string | null> {
  const where = { id, usedAt: null, withdrawnAt: null, expiresAt: { gt: new Date() } };
  const found = await db().staffLink.findFirst({ where, select: { sealedToken: true } });
  return found ? tryUnseal(found.sealedToken) : null;
}

/** A token is random enough that a plain hash of it tells nothing. */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

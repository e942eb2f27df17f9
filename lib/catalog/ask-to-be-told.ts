import { refuse } from "@/lib/catalog/refusals";
import { dropStateAt } from "@/lib/catalog/rules-of-drops";
import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { newId, newToken } from "@/lib/id";
import { refuseCommon } from "@/lib/refusal";

/** What somebody asked for, and the token that takes it back. */
export type Wish = { dropId: string; email: string; token: string };

/**
 * Keeps that somebody wants to be told of a drop, by one letter as it begins or at the shop's time before, and if it is moved or called off. One address asks once for a drop: asking
 * again changes nothing and answers the same. The token takes the wish back for whoever asked first; that of others opens nothing, and looks no different.
 * Refuses `not_found`, `drop_open` and `drop_over`.
 */
export async function askToBeTold({ drop: slug, email }: { drop: string; email: string }): Promise<Wish> {
  try {
    const [drop] = await db().$queryRaw<
      { id: string; startsAt: Date; endsAt: Date | null; cancelledAt: Date | null; now: Date }[]
    >`
      SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", cancelled_at AS "cancelledAt", holdfast_now() AS now FROM drops WHERE slug = ${slug}`;
    if (!drop) return refuseCommon("not_found", { what: "drop" });
    const state = dropStateAt(drop, drop.now);
    if (state === "running") refuse("drop_open", {});
    if (state !== "coming") refuse("drop_over", {});
    const token = newToken();
    await db().$executeRaw`
      INSERT INTO drop_wishes (id, drop_id, email, token, asked_at, starts_at)
      SELECT ${newId("wsh")}, id, ${email}, ${token}, holdfast_now(), starts_at FROM drops WHERE id = ${drop.id}
      ON CONFLICT (drop_id, email) DO NOTHING`;
    return { dropId: drop.id, email, token };
  } catch (error) {
    throw translateTrouble(error);
  }
}

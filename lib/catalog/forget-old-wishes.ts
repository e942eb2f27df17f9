import { wishesKeptDays } from "@/lib/catalog/rules-of-drops";
import { db } from "@/lib/db/client";

/** Forgets who wanted to be told of drops that began, or were called off, more than a week ago. Returns how many wishes that were. */
export async function forgetOldWishes(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM drop_wishes AS w USING drops d
     WHERE d.id = w.drop_id AND coalesce(d.cancelled_at, d.starts_at) < holdfast_now() - make_interval(days => ${wishesKeptDays}::int)`;
}

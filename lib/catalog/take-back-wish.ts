import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

/** Forgets that somebody wanted to be told of a drop, for whoever has the wish's token. Taken back twice it changes nothing. */
export async function takeBackWish(token: string): Promise<void> {
  try {
    await db().dropWish.deleteMany({ where: { token } });
  } catch (error) {
    throw translateTrouble(error);
  }
}

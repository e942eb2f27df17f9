import { db } from "@/lib/db/client";
import type { Sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";

/** Runs a report's statement. It takes no lock that an order waits for. Throws DatabaseUnreachable in an outage. */
export async function read<Row>(statement: Sql): Promise<Row[]> {
  try {
    return await db().$queryRaw<Row[]>(statement);
  } catch (error) {
    throw translateTrouble(error);
  }
}

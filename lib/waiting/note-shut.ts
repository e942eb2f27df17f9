import { inTransaction } from "@/lib/db/transaction";
import { lockCurrent } from "@/lib/stock/lock-current";

/** Notes of those who wait for a level that their day is closed, since now where it was not known yet, or that it is open again. */
export async function noteShut(levelId: string, shut: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    await lockCurrent(tx, [levelId]);
    await tx.$executeRaw`
      UPDATE waiting_places SET shut_at = CASE WHEN ${shut}::boolean THEN coalesce(shut_at, holdfast_now()) END
       WHERE level_id = ${levelId} AND state IN ('unconfirmed', 'waiting', 'offered')`;
  });
}

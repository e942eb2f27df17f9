import { inTransaction } from "@/lib/db/transaction";
import { endPlace } from "@/lib/waiting/end-place";
import { hasEnded } from "@/lib/waiting/rules";
import { lockPlace } from "@/lib/waiting/with-place";

/**
 * Leaves a waiting list, at whatever point: what was kept for the place goes to the next in line. Doing it again changes nothing.
 * Refuses `not_found`.
 */
export async function leavePlace(token: string): Promise<void> {
  await inTransaction(async (tx) => {
    const place = await lockPlace(tx, { token });
    if (!hasEnded(place.state)) await endPlace(tx, { kind: "customer" }, place);
  });
}

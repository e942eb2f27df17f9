import type { Tx } from "@/lib/db/transaction";

const isOver: readonly string[] = ["waiting.passed", "waiting.over", "waiting.shut"];

/** Whether a place in line is still as an event told of it: an offer that stands, a place to confirm. What is over is always true. */
export async function isPlaceStill(tx: Tx, eventId: string, type: string): Promise<boolean> {
  if (isOver.includes(type)) return true;
  const [place] = await tx.$queryRaw<{ state: string; inTime: boolean; same: boolean }[]>`
    SELECT p.state::text AS state, coalesce(p.offered_until > holdfast_now(), false) AS "inTime", e.snapshot->>'state' = p.state::text AS same
      FROM events e JOIN waiting_places p ON p.id = e.subject_id WHERE e.id = ${eventId}`;
  if (!place) return false;
  const isOffer = type === "waiting.offered" || type === "waiting.kept_longer";
  return isOffer ? place.state === "offered" && place.inTime : place.same;
}

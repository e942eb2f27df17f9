import { announce, type Tx } from "@/lib/db/transaction";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { disableDestination } from "@/lib/deliveries/disable-destination";
import { type Answer, longestRetryAfterSeconds } from "@/lib/deliveries/rules";
import { recordEvent } from "@/lib/history/record-event";

/** So many tries that fail one after another open a destination's breaker. */
export const opensAfter = 5;

/** Seconds from one failed probe to the next; the last holds until it recovers. */
export const probeGapsInSeconds = [15, 30, 60, 120, 300, 600] as const;

export type Breaker = { failures: number; broken: boolean; probes: number };

/** What a destination's answers do to its breaker: one that arrived closes it, failures in a row open it. Null if nothing changes. */
export function breakerAfter(before: Breaker, answers: readonly Pick<Answer, "outcome">[]): Breaker | null {
  if (answers.some(({ outcome }) => outcome === "delivered"))
    return before.failures > 0 || before.broken ? { failures: 0, broken: false, probes: 0 } : null;
  const failed = answers.filter(({ outcome }) => outcome === "failed" || outcome === "slow_down").length;
  if (failed === 0) return null;
  const failures = before.failures + failed;
  const broken = before.broken || failures >= opensAfter;
  return { failures, broken, probes: before.broken ? before.probes + 1 : 0 };
}

/** When the next probe goes, in seconds from now. */
export function nextProbeIn(probes: number): number {
  return probeGapsInSeconds[Math.min(probes, probeGapsInSeconds.length - 1)]!;
}

export type Heard = { claimed: ClaimedDelivery; answer: Answer };

/**
 * Stores what the answers of one destination say about it: its breaker, a rest that it asked for (at most a day), an end (410). Owners are told once
 * when it stops answering, and once when it is back.
 */
export async function storeHealth(tx: Tx, destinationId: string, heard: readonly Heard[]): Promise<void> {
  const [place] = await tx.$queryRaw<(Breaker & { name: string })[]>`
    SELECT name, failures, broken_at IS NOT NULL AS broken, probes FROM destinations WHERE id = ${destinationId} FOR NO KEY UPDATE`;
  if (!place) return;
  const answers = heard.map(({ answer }) => answer);
  const gone = answers.find(({ outcome }) => outcome === "gone");
  if (gone) return disableDestination(tx, destinationId, gone.detail);
  await rest(tx, destinationId, Math.max(...answers.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds)));
  const after = breakerAfter(place, answers);
  if (!after) return keepProbing(tx, destinationId, place);
  await tx.$executeRaw`
    UPDATE destinations SET failures = ${after.failures}, probes = ${after.probes},
           broken_at = CASE WHEN ${after.broken}::boolean THEN coalesce(broken_at, holdfast_now()) END,
           probe_at = CASE WHEN ${after.broken}::boolean THEN holdfast_now() + make_interval(secs => ${nextProbeIn(after.probes)}) END
     WHERE id = ${destinationId}`;
  if (after.broken !== place.broken)
    await tell(tx, { id: destinationId, name: place.name }, { broken: after.broken, heard });
}

/** A probe that was handed back untried is due again. */
async function keepProbing(tx: Tx, id: string, { broken }: Breaker): Promise<void> {
  if (broken) await tx.$executeRaw`UPDATE destinations SET probe_at = holdfast_now() WHERE id = ${id}`;
}

async function rest(tx: Tx, id: string, seconds: number): Promise<void> {
  if (seconds <= 0) return;
  await tx.$executeRaw`
    UPDATE destinations SET rests_until = greatest(rests_until, holdfast_now() + make_interval(secs => ${Math.min(seconds, longestRetryAfterSeconds)}::double precision))
     WHERE id = ${id}`;
}

type Change = { broken: boolean; heard: readonly Heard[] };

async function tell(tx: Tx, { id, name }: { id: string; name: string }, { broken, heard }: Change): Promise<void> {
  const [{ at } = { at: new Date() }] = await tx.$queryRaw<{ at: Date }[]>`SELECT holdfast_now() AS at`;
  const owners = await tx.staffMember.findMany({
    where: { role: "owner", removedAt: null },
    select: { id: true, email: true },
    orderBy: { id: "asc" },
  });
  await recordEvent(
    tx,
    { kind: "system", name: "Deliveries" },
    {
      type: broken ? "destination.broken" : "destination.recovered",
      subject: { kind: "destination", id, name },
      at,
      snapshot: broken ? { lastAnswer: heard.at(-1)?.answer.detail.slice(0, 300) ?? "" } : {},
      personal: { snapshot: { owners } },
      told: true,
    },
  );
  announce(tx, "deliveries");
}

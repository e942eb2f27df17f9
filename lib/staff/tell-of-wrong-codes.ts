import type { SystemActor } from "@/lib/actor";
import { lockStaff } from "@/lib/db/locks";
import type { Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { Member } from "@/lib/staff/member";
import { staffEvent } from "@/lib/staff/staff-event";

const minute = 60_000;
/** So many wrong codes within so long are news. They are the tries that are allowed. */
const many = 6;
const withinMs = 15 * minute;
/** A guesser who goes on for days is told of once a day. */
const onceInMs = 24 * 60 * minute;

/**
 * The step after a wrong code that tells a colleague by mail once there were six in a quarter of an hour: whoever gave them knows the
 * password. `browser` is where the last came from, in words.
 */
export async function tellOfWrongCodes(tx: Tx, by: SystemActor, member: Member, browser: string): Promise<void> {
  // Codes that are given side by side are counted one after another.
  await lockStaff(tx);
  const since = (ms: number) => ({ subjectKind: "staff", subjectId: member.id, at: { gt: new Date(Date.now() - ms) } });
  const wrong = await tx.event.count({ where: { type: "staff.code_failed", ...since(withinMs) } });
  if (wrong < many) return;
  const told = { type: "staff.codes_guessed", ...since(onceInMs) };
  if (await tx.event.findFirst({ where: told, select: { id: true } })) return;
  await recordEvent(tx, by, staffEvent("staff.codes_guessed", member, { now: { browser }, told: true }));
}

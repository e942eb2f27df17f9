import { refuseCommon } from "@/lib/refusal";

/** Refuses `changed_meanwhile` if somebody saved what is locked after a form was opened on its version. */
export function requireVersion(locked: { version: number; changedBy: string }, version: number, what: string): void {
  if (locked.version !== version) refuseCommon("changed_meanwhile", { what, by: locked.changedBy || null });
}

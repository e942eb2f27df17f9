import { instantAt } from "@/lib/time";

/** "2026-11-28T07:00" as an instant in a zone; an hour that a zone skips is the one after. */
export function momentIn(words: string, timezone: string): Date | null {
  const [day, time] = words.split("T");
  if (!day || !time) return null;
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return instantAt(day, hour * 60 + minute, timezone);
}

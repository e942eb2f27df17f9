export type DropState = "coming" | "running" | "over" | "cancelled";

export type DropTerms = { startsAt: Date; endsAt: Date | null; cancelledAt: Date | null };

/** Where a drop stands at an instant: by time alone. */
export function dropStateAt({ startsAt, endsAt, cancelledAt }: DropTerms, now: Date): DropState {
  if (cancelledAt) return "cancelled";
  if (endsAt && endsAt <= now) return "over";
  return startsAt <= now ? "running" : "coming";
}

/** How long before a drop those can be told who want to be, in minutes; 0: as it begins. */
export const tellBefore = [0, 10, 60, 1_440] as const;

/** Minutes for which a moved beginning stands before those hear of it who want to be told: a slip can be put right. */
export const movedMinutes = 2;

/** Days after its beginning for which it is kept who wanted to be told of a drop. */
export const wishesKeptDays = 7;

/** What is left of a wait: "2 days", "1 day 3 h", "3 h 05 min", "4:09". Never less than nothing. */
export function waitWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (days > 0) return `${days} ${days === 1 ? "day" : "days"}${hours > 0 ? ` ${hours} h` : ""}`;
  if (hours > 0) return `${hours} h ${twoDigits(minutes)} min`;
  return `${minutes}:${twoDigits(rest)}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}

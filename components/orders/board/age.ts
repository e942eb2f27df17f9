const minuteMs = 60_000;

export type Age = { words: string; over: boolean /** How much of the fuse has burnt: 0 to 1. */; share: number };

/** How long a placed order has waited, against the minutes in which the shop means to accept. */
export function ageOf(placedAt: number, now: number, withinMinutes: number): Age {
  const waited = Math.max(0, now - placedAt);
  const over = waited > withinMinutes * minuteMs;
  const words = spanWords(waited);
  return {
    words: over ? `${words}, over ${withinMinutes}` : words,
    over,
    share: Math.min(1, waited / (withinMinutes * minuteMs)),
  };
}

/** "just now", "4 min", "2 h 5 min", "3 days". */
export function spanWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60)
    return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? "1 day" : `${days} days`;
}

const dayMs = 86_400_000;

/** Days after which a shop is asked to make a backup again. */
export const oldAfterDays = 7;

/** Whether the last backup is too old to sleep well; none at all is. */
export function isOld(takenAt: Date | null, now: Date): boolean {
  return takenAt === null || now.getTime() - takenAt.getTime() > oldAfterDays * dayMs;
}

/** How long ago something was: "3 minutes", "5 hours", "9 days". */
export function agoWords(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000));
  if (minutes < 90) return counted(minutes, "minute");
  return minutes < 36 * 60 ? counted(Math.round(minutes / 60), "hour") : counted(Math.round(minutes / 1440), "day");
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** A size as people read it: 1536 → "1.5 kB". */
export function sizeWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const size = bytes / 1000 ** step;
  return `${step > 0 && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[step]}`;
}

/** A file's name without its folder, whichever system wrote it. */
export function nameOf(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place;
}

const dayMs = 86_400_000;

/** Days after which a shop is asked to make a backup again. */
export const oldAfterDays = 7;

/** Whether the last backup is too old to sleep well; none at all is. */
export function isOld(takenAt: Date | null, now: Date): boolean {
  return takenAt === null || now.getTime() - takenAt.getTime() > oldAfterDays * dayMs;
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

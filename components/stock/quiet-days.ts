import type { ClosingRow } from "@/lib/stock/close-queries";

/** A close of day as the list shows it: one that settled something, or several in a row at which nothing was left. */
export type ShownClosing = { closing: ClosingRow } | { quiet: [newest: ClosingRow, ...older: ClosingRow[]] };

/** Draws closings together at which nothing was left, where they stand side by side. Newest first, as they come. */
export function gatherQuiet(closings: readonly ClosingRow[]): ShownClosing[] {
  const shown: ShownClosing[] = [];
  for (const closing of closings) {
    const last = shown.at(-1);
    if (closing.rows.length > 0) shown.push({ closing });
    else if (last && "quiet" in last) last.quiet.push(closing);
    else shown.push({ quiet: [closing] });
  }
  return shown;
}

import { type Result, resultOf } from "@/components/stock/stock-view";
import type { LevelRow } from "@/lib/stock/queries";

/** What was typed in a row of the table of many; `seen` is on hand as it was when the count was typed. */
export type TypedRow = { receive: string; counted: string; lowAt: string; seen: number };

export const untyped: TypedRow = { receive: "", counted: "", lowAt: "", seen: 0 };

const whole = (words: string) => (/^\d{1,6}$/.test(words.trim()) ? Number(words) : undefined);

/** What a row would be once it is saved; null where nothing of it changes, or what was typed is no number. */
export function rowResult(level: LevelRow, { receive, counted }: TypedRow): Result | null {
  if (receive.trim() !== "") return resultOf(level, "receive", receive);
  return resultOf(level, "count", counted);
}

/** Whether something was typed that is not a whole number, or both ways at once. */
export function isOdd({ receive, counted, lowAt }: TypedRow): boolean {
  const typed = [receive, counted, lowAt].filter((words) => words.trim() !== "");
  return typed.some((words) => whole(words) === undefined) || (receive.trim() !== "" && counted.trim() !== "");
}

/** The rows as the form sends them: those in which something was typed. */
export function rowsToSend(typed: ReadonlyMap<string, TypedRow>) {
  return [...typed].flatMap(([variantId, { receive, counted, lowAt, seen }]) => {
    const row = { receive: whole(receive), counted: whole(counted), lowAt: whole(lowAt) };
    if (Object.values(row).every((value) => value === undefined)) return [];
    return [{ variantId, ...row, ...(row.counted !== undefined && { seen }) }];
  });
}

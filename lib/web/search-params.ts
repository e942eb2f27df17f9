import "server-only";
import { type Day, isDay } from "@/lib/time";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What the address says under a name, trimmed and bounded; empty if it says nothing. */
export async function findWords(params: SearchParams, name: string): Promise<string> {
  const value = (await params)[name];
  return (Array.isArray(value) ? value[0] : value)?.trim().slice(0, 200) ?? "";
}

/** The day that the address asks for; null if it names none that exists. */
export async function findDay(params: SearchParams, name: string): Promise<Day | null> {
  const words = await findWords(params, name);
  return isDay(words) ? words : null;
}

/** Everything the address says, each name once, trimmed and bounded. */
export async function readParams(params: SearchParams): Promise<Record<string, string>> {
  const entries = Object.entries(await params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries.map(([name, value]) => [name, value?.trim().slice(0, 200) ?? ""]));
}

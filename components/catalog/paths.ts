import type { Day } from "@/lib/time";

/** The catalogue for a day, at a card of it if one is named. */
export function cataloguePath(day: Day | null, slug?: string): string {
  return `/${day ? `?day=${day}` : ""}${slug ? `#${slug}` : ""}`;
}

/** An item's page for a day. */
export function itemPath(slug: string, day: Day | null): string {
  return `/items/${slug}${day ? `?day=${day}` : ""}`;
}

import type { Day } from "@/lib/time";

/** Where staff see the waiting lists of an item, a variant or a day. */
export function listsPath(of: { item?: string; variant?: string; day?: Day | null }): string {
  const query = new URLSearchParams(Object.entries(of).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size > 0 ? `/admin/waiting?${query}` : "/admin/waiting";
}

/** "3 wait". */
export function waitWords(people: number): string {
  return people === 1 ? "1 waits" : `${people} wait`;
}

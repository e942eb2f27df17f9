/** What becomes of a place: not confirmed yet, in line, with units kept for it, or in line no more. */
export type PlaceState = "unconfirmed" | "waiting" | "offered" | "taken" | "passed" | "left" | "over";
export type EndedState = Extract<PlaceState, "taken" | "passed" | "left" | "over">;

const ended: readonly PlaceState[] = ["taken", "passed", "left", "over"];

/** Whether a place is in line no more. */
export function hasEnded(state: PlaceState): state is EndedState {
  return ended.includes(state);
}

/** On how many lists one address may wait at a time, and how many may wait for it to confirm. */
export const mostLists = 12;

/** How often one place may ask to be confirmed: each is a message to somebody who may not have asked. */
export const mostAsks = 4;

/** Hours in which a place can be confirmed. */
export const confirmHours = 24;

/** Minutes after which the lists of an archived item end: one that was archived by mistake can be brought back. */
export const archivedMinutes = 10;

/** Minutes after which the lists of a day end that was closed: one that was closed by mistake can be opened again. */
export const shutMinutes = 2;

/** The ids of a line with one of them moved to a place, from 1: those between move up or down by one. */
export function moved(line: readonly string[], id: string, to: number): string[] {
  const others = line.filter((other) => other !== id);
  return [...others.slice(0, to - 1), id, ...others.slice(to - 1)];
}

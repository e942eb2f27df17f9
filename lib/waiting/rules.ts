/** What becomes of a place: not confirmed yet, in line, with units kept for it, or in line no more. */
export type PlaceState = "unconfirmed" | "waiting" | "offered" | "taken" | "passed" | "left" | "over";
export type EndedState = Extract<PlaceState, "taken" | "passed" | "left" | "over">;

const ended: readonly PlaceState[] = ["taken", "passed", "left", "over"];

/** Whether a place is in line no more. */
export function hasEnded(state: PlaceState): state is EndedState {
  return ended.includes(state);
}

/** On how many lists one address may wait at a time. */
export const mostLists = 12;

/** How often one place may ask to be confirmed: each is a message to somebody who may not have asked. */
export const mostAsks = 4;

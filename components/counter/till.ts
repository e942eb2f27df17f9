import type { LiveLevel } from "@/lib/live/rules";

/** What became of one tap. */
export type Tap = {
  key: string;
  variantId: string;
  /** `unsure`: no answer came; sent again with its key it still sells once. */
  state: "sending" | "sold" | "undoing" | "undone" | "unsure";
  /** When the shop's answer came, in ms. */
  at: number;
};

export type Till = {
  taps: Tap[];
  /** The newest levels that the shop answered with. */
  answered: ReadonlyMap<string, LiveLevel>;
  /** What a level showed before the taps that are under way: while they are, what is heard from elsewhere waits. */
  frozen: ReadonlyMap<string, number>;
  /** Why the last tap on a tile was refused. */
  refused: ReadonlyMap<string, string>;
};

export const emptyTill: Till = { taps: [], answered: new Map(), frozen: new Map(), refused: new Map() };

export type TillEvent =
  | { type: "tapped"; key: string; variantId: string; shown: number }
  | { type: "sold"; key: string; level: LiveLevel; at: number }
  | { type: "refused"; key: string; variantId: string; words: string }
  | { type: "unsure" | "again" | "undoing"; key: string }
  | { type: "undone"; key: string; level: LiveLevel }
  | { type: "kept"; key: string; words: string }
  | { type: "cleared"; before: number };

/** The till after something happened. Pure, so that it can be tested. */
export function ring(till: Till, event: TillEvent): Till {
  switch (event.type) {
    case "tapped":
      return tapped(till, event);
    case "sold":
      return answer(mark(till, event.key, { state: "sold", at: event.at }), event.level);
    case "undone":
      return answer(mark(till, event.key, { state: "undone" }), event.level);
    case "refused":
      return refuse({ ...till, taps: till.taps.filter(({ key }) => key !== event.key) }, event.variantId, event.words);
    case "kept":
      return keep(till, event);
    case "unsure":
      return thaw(mark(till, event.key, { state: "unsure" }), variantOf(till, event.key));
    case "again":
      return mark(till, event.key, { state: "sending" });
    case "undoing":
      return mark(till, event.key, { state: "undoing" });
    case "cleared":
      return { ...till, taps: till.taps.filter((tap) => stays(tap, event.before)) };
  }
}

/** What a tile shows: the newest that is known, less what was tapped and not yet answered. */
export function shownOf(till: Till, variantId: string, live: LiveLevel | undefined): number {
  const sending = till.taps.filter((tap) => tap.variantId === variantId && tap.state === "sending").length;
  const frozen = till.frozen.get(variantId);
  if (sending > 0 && frozen !== undefined) return Math.max(0, frozen - sending);
  return Math.max(0, newest(till.answered.get(variantId), live)?.available ?? 0);
}

export function newest(one: LiveLevel | undefined, other: LiveLevel | undefined): LiveLevel | undefined {
  if (!one || !other) return one ?? other;
  return one.version > other.version ? one : other;
}

function tapped(till: Till, { key, variantId, shown }: Extract<TillEvent, { type: "tapped" }>): Till {
  const frozen = till.frozen.has(variantId) ? till.frozen : new Map(till.frozen).set(variantId, shown);
  const refused = new Map(till.refused);
  refused.delete(variantId);
  return { ...till, frozen, refused, taps: [{ key, variantId, state: "sending", at: 0 }, ...till.taps] };
}

function mark(till: Till, key: string, change: Partial<Tap>): Till {
  return { ...till, taps: till.taps.map((tap) => (tap.key === key ? { ...tap, ...change } : tap)) };
}

function answer(till: Till, level: LiveLevel): Till {
  const known = newest(level, till.answered.get(level.variantId)) ?? level;
  const answered = new Map(till.answered).set(level.variantId, known);
  const frozen = till.frozen.has(level.variantId)
    ? new Map(till.frozen).set(level.variantId, known.available)
    : till.frozen;
  return thaw({ ...till, answered, frozen }, level.variantId);
}

/** When nothing of a variant is under way any more, what is heard from elsewhere counts again. */
function thaw(till: Till, variantId: string): Till {
  if (till.taps.some((tap) => tap.variantId === variantId && tap.state === "sending")) return till;
  const frozen = new Map(till.frozen);
  frozen.delete(variantId);
  return { ...till, frozen };
}

function refuse(till: Till, variantId: string, words: string): Till {
  return thaw({ ...till, refused: new Map(till.refused).set(variantId, words) }, variantId);
}

/** An undo that was refused: the sale stands, and its tile says why. */
function keep(till: Till, { key, words }: { key: string; words: string }): Till {
  return refuse(mark(till, key, { state: "sold", at: 0 }), variantOf(till, key), words);
}

function variantOf(till: Till, key: string): string {
  return till.taps.find((tap) => tap.key === key)?.variantId ?? "";
}

function stays({ state, at }: Tap, before: number): boolean {
  return state === "sold" || state === "undone" ? at > before : true;
}

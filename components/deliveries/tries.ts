import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { DeliveryAttempt, DeliveryRow } from "@/lib/deliveries/delivery-row";
import { gapsInSeconds } from "@/lib/deliveries/rules";

/** A place on the axis of ten tries: what happened there, what is next, what is left, or nothing. */
export type TryPlace =
  | { kind: "was"; hue: Hue; glyph: GlyphName; words: string }
  | { kind: "next" | "left" | "none"; words: string };

/** The axis: how long after the try before it each try comes. */
export const axis: readonly string[] = gapsInSeconds.map(gapWords);

const outcomes: Record<string, { hue: Hue; glyph: GlyphName; words: string }> = {
  delivered: { hue: "ready", glyph: "tick", words: "delivered" },
  kept: { hue: "done", glyph: "kept", words: "kept" },
  unknown: { hue: "unsure", glyph: "unknown", words: "may have gone" },
  failed: { hue: "stop", glyph: "cross", words: "failed" },
  "": { hue: "accepted", glyph: "accepted", words: "under way" },
};

type Tried = Pick<DeliveryRow, "state" | "attempts" | "uncounted">;

/**
 * The tries of a delivery as ten places: those that counted, since a person sent it again. Without the attempts themselves, all but the last are taken to have failed,
 * which is why there was another.
 */
export function tryPlaces(row: Tried, tries?: readonly Pick<DeliveryAttempt, "number" | "outcome">[]): TryPlace[] {
  return axis.map((_, index) => placeAt(index + 1 + row.uncounted, row, tries));
}

function placeAt(
  number: number,
  { state, attempts }: Tried,
  tries?: readonly Pick<DeliveryAttempt, "number" | "outcome">[],
): TryPlace {
  if (number <= attempts) {
    const outcome = tries?.find((each) => each.number === number)?.outcome ?? guess(number === attempts, state);
    return { kind: "was", ...(outcomes[outcome] ?? outcomes.failed!) };
  }
  const goesOn = state === "waiting" || (state === "sending" && attempts > 0);
  if (!goesOn) return { kind: "none", words: "" };
  return number === attempts + 1 && state === "waiting"
    ? { kind: "next", words: "next" }
    : { kind: "left", words: "left" };
}

function guess(last: boolean, state: DeliveryRow["state"]): string {
  if (!last) return "failed";
  if (state === "delivered" || state === "kept" || state === "unknown") return state;
  return state === "sending" ? "" : "failed";
}

/** All of it in words, for those who do not see the picture: "3 tries: failed, failed, failed. 7 left." */
export function triesWords(places: readonly TryPlace[]): string {
  const was = places.filter((place) => place.kind === "was").map((place) => place.words);
  const left = places.filter((place) => place.kind === "next" || place.kind === "left").length;
  const tried =
    was.length === 0 ? "Not tried yet" : `${was.length} ${was.length === 1 ? "try" : "tries"}: ${was.join(", ")}`;
  return left > 0 ? `${tried}. ${left} left.` : `${tried}.`;
}

function gapWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${seconds / 60} m` : `${seconds / 3_600} h`;
}

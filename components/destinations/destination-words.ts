import { momentWords, type Place, untilWords } from "@/components/layout/admin-clock";
import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import type { DestinationView } from "@/lib/deliveries/destination-queries";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";

export type Standing = { hue: Hue; glyph: GlyphName; words: string; says: string };

/** How a destination does, in a word and a sentence. */
export function standingOf(destination: DestinationView, place: Place, now: Date): Standing {
  const { pausedAt, pausedReason, disabledAt, disabledReason, brokenAt, probeAt, restsUntil } = destination;
  if (disabledAt) return { hue: "stop", glyph: "cross", words: "Switched off", says: disabledReason };
  if (pausedAt)
    return {
      ...{ hue: "unsure", glyph: "late", words: "Paused" },
      says: pausedReason || `Since ${momentWords(pausedAt, place)}. What is meant for it waits in line.`,
    };
  if (brokenAt) {
    const next = probeAt && probeAt > now ? `next try ${untilWords(probeAt, now)}` : "trying now";
    return {
      ...{ hue: "stop", glyph: "retry", words: "Not answering" },
      says: `Since ${momentWords(brokenAt, place)}; ${next}. Nothing is lost: what waits follows in order.`,
    };
  }
  if (restsUntil && restsUntil > now)
    return {
      hue: "unsure",
      glyph: "late",
      words: "Resting",
      says: `It asked for a rest until ${momentWords(restsUntil, place)}.`,
    };
  return { hue: "ready", glyph: "tick", words: "Connected", says: lastWords(destination, place) };
}

function lastWords({ lastAt, waiting }: DestinationView, place: Place): string {
  if (waiting > 0) return waiting === 1 ? "One message is on its way." : `${waiting} messages are on their way.`;
  return lastAt ? `Last confirmed ${momentWords(lastAt, place)}.` : "Nothing was sent in the last day.";
}

const againWords: Readonly<Record<DestinationKind, string>> = {
  webhook: "under their old ids. A receiver that has one drops it.",
  sheet: "Each order’s row is written as the order is now.",
  folder: "Each order’s row in its file is written as the order is now.",
  slack: "The channel may have some of them twice.",
  colleague: "They are mailed under their old Message-IDs.",
};

/** What is said before all that was given up for a destination goes once more. */
export function allAgainWords({ kind, name }: Pick<DestinationView, "kind" | "name">): string {
  const how = againWords[kind];
  const head = `They go to ${name}, the messages of one order in their order`;
  return kind === "webhook" ? `${head}, ${how}` : `${head}. ${how}`;
}

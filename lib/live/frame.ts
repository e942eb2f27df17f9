import { frameOf, type LiveMessage } from "@/lib/live/rules";
import { topicOf } from "@/lib/live/rules-of-topics";

/** A message as it goes out, made once for everyone who hears it. */
export type Frame = { readonly bytes: Uint8Array; readonly aboutTopic: boolean };

const encoder = new TextEncoder();

export function makeFrame(message: LiveMessage): Frame {
  return { bytes: encoder.encode(frameOf(message)), aboutTopic: topicOf(message) !== null };
}

"use client";

import { useSyncExternalStore } from "react";
import { type Line, pageLine, type Touch } from "@/components/live/line";

const beforeTheFirstWord: Touch = { inTouch: true, lastHeard: null };

/** Whether this page's live numbers are current, and when they last were heard of. */
export function useTouch(line: Line = pageLine): Touch {
  return useSyncExternalStore(line.watchTouch, line.touch, () => beforeTheFirstWord);
}

"use client";

import { useEffect, useMemo, useState } from "react";
import { staffLine, type Touch } from "@/components/live/line";
import { useTouch } from "@/components/live/use-touch";
import { type LiveBoard, mergeBoard } from "@/lib/live/rules";

const empty: LiveBoard = { orders: [], counts: { placed: 0, accepted: 0, ready: 0 }, trouble: 0 };

/**
 * The board of orders for staff: as the page was rendered, then as it changes. A page that shows more of an order
 * refreshes when its revision rises. All tabs of a browser share one stream.
 */
export function useLiveBoard(initial: LiveBoard): LiveBoard & Touch {
  const [heard, setHeard] = useState<LiveBoard | null>(null);
  const touch = useTouch(staffLine);
  useEffect(
    () =>
      staffLine.follow("admin", (message) => {
        if (message.event === "board") setHeard((known) => mergeBoard(known ?? empty, message.data));
      }),
    [],
  );
  const board = useMemo(() => (heard ? mergeBoard(initial, { ...heard, whole: true }) : initial), [heard, initial]);
  return { ...touch, ...board };
}

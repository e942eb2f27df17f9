"use client";

import { useEffect, useState } from "react";
import { type Line, pageLine } from "@/components/live/line";
import { type LiveOrdering, laterReading } from "@/lib/live/rules";

/** Whether the shop takes orders: as the page was rendered, then as it changes. The later reading counts. */
export function useLiveOrdering(initial: LiveOrdering, line: Line = pageLine): LiveOrdering {
  const [heard, setHeard] = useState<LiveOrdering | null>(null);
  useEffect(
    () =>
      line.follow("ordering", (message) => {
        if (message.event === "ordering") setHeard(message.data);
      }),
    [line],
  );
  return heard ? laterReading(initial, heard) : initial;
}

"use client";

import { useEffect, useRef, useState } from "react";
import { type Line, pageLine } from "@/components/live/line";
import { type Heard, type LiveOrdering, laterReading, stateNow } from "@/lib/live/rules";

/** Whether the shop takes orders: as the page was rendered, then as it changes. Of a page that was rendered anew and what was heard, the later reading counts. */
export function useLiveOrdering(rendered: LiveOrdering, line: Line = pageLine): LiveOrdering {
  const [heard, setHeard] = useState<Heard<LiveOrdering> | null>(null);
  const shown = useRef(rendered);
  shown.current = rendered;
  useEffect(
    () =>
      line.follow("ordering", (message) => {
        if (message.event === "ordering") setHeard({ state: message.data, over: shown.current });
      }),
    [line],
  );
  return heard ? stateNow(rendered, heard, laterReading) : rendered;
}

"use client";

import { useEffect, useRef, useState } from "react";
import { pageLine, type Touch } from "@/components/live/line";
import { useTouch } from "@/components/live/use-touch";
import { type LiveOrder, newerOrder } from "@/lib/live/rules";

export type OrderNow = Pick<LiveOrder, "number" | "status" | "revision">;

/**
 * An order's status: as the page was rendered, then as it moves, also to what it was, as after a backup was restored; of a page that was rendered anew
 * since and what was heard, the newer. A page that shows more refreshes when `revision` is another.
 */
export function useLiveOrder(token: string, rendered: OrderNow): OrderNow & Touch {
  const [heard, setHeard] = useState<{ order: LiveOrder; over: number } | null>(null);
  const touch = useTouch();
  const shown = useRef(rendered.revision);
  shown.current = rendered.revision;
  useEffect(
    () =>
      pageLine.follow(`order:${token}`, (message) => {
        if (message.event === "order") setHeard({ order: message.data, over: shown.current });
      }),
    [token],
  );
  const { number, status, revision } = heard?.order.token === token ? orderNow(rendered, heard) : rendered;
  return { ...touch, number, status, revision };
}

function orderNow(rendered: OrderNow, { order, over }: { order: LiveOrder; over: number }): OrderNow {
  return over === rendered.revision ? order : newerOrder<OrderNow>(rendered, order);
}

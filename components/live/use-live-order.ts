"use client";

import { useEffect, useState } from "react";
import { pageLine, type Touch } from "@/components/live/line";
import { useTouch } from "@/components/live/use-touch";
import { type LiveOrder, newerOrder } from "@/lib/live/rules";

export type OrderNow = Pick<LiveOrder, "number" | "status" | "revision">;

/** An order's status: as the page was rendered, then as it moves. A page that shows more refreshes when `revision` rises. */
export function useLiveOrder(token: string, initial: OrderNow): OrderNow & Touch {
  const [heard, setHeard] = useState<LiveOrder | null>(null);
  const touch = useTouch();
  useEffect(
    () =>
      pageLine.follow(`order:${token}`, (message) => {
        if (message.event === "order") setHeard((known) => (known ? newerOrder(known, message.data) : message.data));
      }),
    [token],
  );
  const { number, status, revision } = heard?.token === token ? newerOrder<OrderNow>(initial, heard) : initial;
  return { ...touch, number, status, revision };
}

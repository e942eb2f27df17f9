"use client";

import { useEffect, useState } from "react";
import { staffLine, type Touch } from "@/components/live/line";
import { type Rows, useLiveRows } from "@/components/live/use-live-rows";
import { useTouch } from "@/components/live/use-touch";
import type { LiveBoard, LiveBoardOrder } from "@/lib/live/rules";

const orderRows: Rows<LiveBoardOrder> = {
  saidIn: (message) => (message.event === "board" ? { ...message.data, rows: message.data.orders } : null),
  key: (order) => order.id,
  version: (order) => order.revision,
};

/**
 * The board of orders for staff: as the page was rendered, then as it changes. A page that shows more of an order
 * refreshes when its revision is another. All tabs of a browser share one stream.
 */
export function useLiveBoard(rendered: LiveBoard): LiveBoard & Touch {
  const [sums, setSums] = useState<Pick<LiveBoard, "counts" | "trouble">>();
  const touch = useTouch(staffLine);
  const orders = useLiveRows("admin", rendered.orders, { rows: orderRows, line: staffLine });
  useEffect(
    () =>
      staffLine.follow("admin", (message) => {
        if (message.event === "board") setSums(message.data);
      }),
    [],
  );
  const { counts, trouble } = sums ?? rendered;
  return { ...touch, orders, counts, trouble };
}

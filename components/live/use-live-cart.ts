"use client";

import { useEffect, useState } from "react";
import { pageLine } from "@/components/live/line";
import type { HeldUnits, LiveCart } from "@/lib/live/rules";

/** What this browser's cart holds: as the page was rendered, then as it changes. Without a cart it holds nothing. */
export function useLiveCart(cart: LiveCart | null): readonly HeldUnits[] {
  const [heard, setHeard] = useState<LiveCart | null>(null);
  const cartId = cart?.cartId;
  useEffect(() => {
    if (!cartId) return undefined;
    return pageLine.follow(`cart:${cartId}`, (message) => {
      if (message.event === "cart") setHeard(message.data);
    });
  }, [cartId]);
  return (heard?.cartId === cartId ? heard?.held : cart?.held) ?? [];
}

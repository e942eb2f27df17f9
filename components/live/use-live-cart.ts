"use client";

import { useEffect, useState } from "react";
import { pageLine } from "@/components/live/line";
import { type HeldUnits, type LiveCart, laterReading } from "@/lib/live/rules";

const nothing: readonly HeldUnits[] = [];

/** What this browser's cart holds: as the page was rendered, then as it changes. The later reading counts. Without a cart it holds nothing. */
export function useLiveCart(cart: LiveCart | null): readonly HeldUnits[] {
  const [heard, setHeard] = useState<LiveCart | null>(null);
  const cartId = cart?.cartId;
  useEffect(() => {
    if (!cartId) return undefined;
    return pageLine.follow(`cart:${cartId}`, (message) => {
      if (message.event === "cart") setHeard(message.data);
    });
  }, [cartId]);
  if (!cart) return nothing;
  return (heard?.cartId === cart.cartId ? laterReading(cart, heard) : cart).held;
}

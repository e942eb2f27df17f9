"use client";

import { Moon, Timer } from "lucide-react";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { usePassed } from "@/components/drops/shop-clock";
import { useLiveOrdering } from "@/components/live/use-live-ordering";
import type { LiveOrdering } from "@/lib/live/rules";
import { untilWords } from "@/lib/settings/rules-of-ordering";

/** Whether customers can order now; where they cannot, until when and what they read. */
type Now = { taken: boolean; until: string | null; message: string };

const Context = createContext<Now>({ taken: true, until: null, message: "" });

type Props = { ordering: LiveOrdering; place: { locale: string; timezone: string }; children: ReactNode };

/**
 * Whether the shop takes orders, for everything on the page: as it came, then as staff close, pause and open it. A pause ends on the page by itself, by the
 * shop's clock.
 */
export function OrderingNow({ ordering, place: { locale, timezone }, children }: Props) {
  const { open, pausedUntil, ...words } = useLiveOrdering(ordering);
  const isOver = usePassed(pausedUntil);
  const now = useMemo(() => {
    const paused = open && !isOver && pausedUntil !== null;
    const until = paused ? untilWords({ until: pausedUntil, now: words.readAt, locale, timezone }) : null;
    return { taken: open && !paused, until, message: open ? words.pausedMessage : words.closedMessage };
  }, [open, isOver, pausedUntil, words.readAt, words.pausedMessage, words.closedMessage, locale, timezone]);
  return <Context value={now}>{children}</Context>;
}

/** Whether customers can order now. */
export function useTakesOrders(): boolean {
  return useContext(Context).taken;
}

/** "Paused until 14:30", for where a button would be; null while orders are taken. */
export function useNotTaken(): string | null {
  const { taken, until } = useContext(Context);
  if (taken) return null;
  return until ? `Paused until ${until}` : "No orders at the moment";
}

/** What is there only while orders are taken. */
export function WhileTaken({ children }: { children: ReactNode }) {
  return useTakesOrders() ? children : null;
}

/** What customers can still do about an order that they placed. */
export function OnlyFewer() {
  const { taken, until } = useContext(Context);
  if (taken) return null;
  return ` ${until ? `Ordering is paused until ${until}` : "We take no orders at the moment"}, so only fewer is possible.`;
}

/** Said on every page while the shop takes no orders: one can look. It is read out as it appears. */
export function OrderingNotice() {
  const { taken, until, message } = useContext(Context);
  const Sign = until ? Timer : Moon;
  return (
    <div role="status">
      {!taken && (
        <div className="blk">
          <p className="notice">
            <Sign className="ico" aria-hidden />
            <span>
              <strong>{until ? `Ordering is paused until ${until}.` : "We take no orders at the moment."}</strong>{" "}
              {message || (until ? "This page opens again by itself." : "You can still look around.")}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}

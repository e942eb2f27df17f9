"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/layout/admin-just-in.module.css";
import { useKeys } from "@/components/layout/admin-keys";
import { useLive } from "@/components/layout/admin-live";
import { keepBadge } from "@/components/orders/news/badge";
import { bell } from "@/components/orders/news/bell";
import { nothingUnseen } from "@/components/orders/news/news";
import { newsKeeper } from "@/components/orders/news/news-keeper";
import type { LiveBoardOrder } from "@/lib/live/rules";
import { orderNumber } from "@/lib/orders/number";
import { formatShortDay } from "@/lib/time";

/** A placed order, in the few words of the band. */
export type Placed = { id: string; number: number; shown: string; words: string };

type News = { fresh: Placed[]; seen: () => void };
const Context = createContext<News>({ fresh: [], seen: () => undefined });

/** The orders that came in and that nobody has looked at yet, newest first. */
export const useJustIn = () => useContext(Context);

type ProviderProps = {
  /** The newest placed orders with their lines, read again with each refresh. */ placed: Placed[];
  children: ReactNode;
};

/**
 * Announces each order that comes in, once in a browser: by a sound, in the title and the icon, and in the band until somebody looks. After a
 * sleep or a lost connection the whole board is compared with what this browser knew, so that none is passed over.
 */
export function JustInProvider({ placed, children }: ProviderProps) {
  const { orders, counts, locale } = useLive();
  const unseen = useSyncExternalStore(newsKeeper.watch, newsKeeper.unseen, () => nothingUnseen);
  useEffect(() => {
    void newsKeeper.take(orders).then(([newest]) => newest && bell.ring(newest.id));
  }, [orders]);
  useEffect(() => keepBadge(counts.placed), [counts.placed]);
  const news = useMemo(() => {
    const words = new Map(placed.map((order) => [order.id, order]));
    const told = new Map(orders.map((order) => [order.id, order]));
    const fresh = unseen.flatMap(({ id }) => words.get(id) ?? fewWords(told.get(id), locale) ?? []);
    return { fresh, seen: () => void newsKeeper.look() };
  }, [placed, orders, unseen, locale]);
  return <Context value={news}>{children}</Context>;
}

/** Of an order that is not among the newest placed, the stream tells who and when. */
function fewWords(order: LiveBoardOrder | undefined, locale: string): Placed | undefined {
  if (!order) return undefined;
  const { id, number, customerName, pickupDay } = order;
  return { id, number, shown: orderNumber(order), words: `${customerName}, ${formatShortDay(pickupDay, locale)}` };
}

/** Names the order that just came in, on every staff page. Nothing else moves. */
export function JustIn() {
  const { fresh, seen } = useJustIn();
  const router = useRouter();
  const [newest] = fresh;
  const address = newest && `/admin/orders/${newest.id}`;
  const show = () => {
    if (!address || !newest) return;
    const ticket = document.getElementById(`order-${newest.number}`);
    if (ticket) showTicket(ticket);
    else router.push(address);
    seen();
  };
  useKeys({ n: () => (newest ? show() : false) });
  return (
    <div role="status">
      {newest && address && (
        <div className={s.just}>
          <StateMark hue="placed" glyph="placed">
            Just in
          </StateMark>
          <b>{newest.shown}</b>
          <span className={s.what}>{newest.words}</span>
          {fresh.length > 1 && (
            <Link className={`link ${s.more}`} href="/admin/orders" onClick={seen}>
              and {fresh.length - 1} more
            </Link>
          )}
          <Link
            href={address}
            className="btn"
            onClick={(event) => {
              event.preventDefault();
              show();
            }}
          >
            Show <kbd>N</kbd>
          </Link>
        </div>
      )}
    </div>
  );
}

function showTicket(ticket: HTMLElement): void {
  ticket.dispatchEvent(new CustomEvent("holdfast:show", { bubbles: true }));
  ticket.focus({ preventScroll: true });
  ticket.scrollIntoView({ block: "center" });
}

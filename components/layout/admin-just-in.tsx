"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/layout/admin-just-in.module.css";
import { useKeys } from "@/components/layout/admin-keys";

/** A placed order, in the few words of the band. */
export type Placed = { id: string; number: number; shown: string; words: string };

type News = { fresh: Placed[]; seen: () => void };
const Context = createContext<News>({ fresh: [], seen: () => undefined });

/** Ids of the orders that came in since the page was opened, newest first. */
export const useJustIn = () => useContext(Context);

/** Knows which placed orders are new to this browser tab. `placed` is read again with each refresh. */
export function JustInProvider({ placed, children }: { placed: Placed[]; children: ReactNode }) {
  const highest = Math.max(0, ...placed.map((order) => order.number));
  const [known, setKnown] = useState<number | null>(null);
  useEffect(() => {
    setKnown((before) => before ?? highest);
  }, [highest]);
  const news = useMemo(
    () => ({
      fresh: known === null ? [] : placed.filter((order) => order.number > known),
      seen: () => setKnown(highest),
    }),
    [placed, known, highest],
  );
  return <Context value={news}>{children}</Context>;
}

/** Names the order that just came in, on every staff page. Nothing else moves. */
export function JustIn() {
  const { fresh, seen } = useJustIn();
  const router = useRouter();
  const [newest] = fresh;
  const address = newest && `/admin/orders#order-${newest.number}`;
  const show = () => {
    if (!address || !newest) return;
    const ticket = document.getElementById(`order-${newest.number}`);
    if (ticket) showTicket(ticket);
    else router.push(address);
    seen();
  };
  useKeys({ n: show });
  return (
    <div role="status">
      {newest && address && (
        <div className={s.just}>
          <StateMark hue="placed" glyph="placed">
            Just in
          </StateMark>
          <b>{newest.shown}</b>
          <span className={s.what}>
            {newest.words}
            {fresh.length > 1 && `. And ${fresh.length - 1} more`}
          </span>
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

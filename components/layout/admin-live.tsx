"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState, useTransition } from "react";
import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/layout/admin-live.module.css";
import { useLiveBoard } from "@/components/live/use-live-board";
import type { LiveBoard, LiveBoardOrder } from "@/lib/live/rules";

type Place = { timezone: string; locale: string };
type Live = Place & {
  inTouch: boolean;
  lastHeard: Date | null;
  counts: { placed: number; trouble: number };
  /** The orders that the board's stream tells of. */
  orders: readonly LiveBoardOrder[];
};

const Context = createContext<Live>({
  inTouch: true,
  lastHeard: null,
  timezone: "UTC",
  locale: "en-GB",
  counts: { placed: 0, trouble: 0 },
  orders: [],
});

export const useLive = () => useContext(Context);

/** What a page follows beside the board: what it comes to as heard, and as the page was written. */
type Followed = { heard: string; written: string };
const nothing: Followed = { heard: "", written: "" };
const Follow = createContext<(followed: Followed) => void>(() => undefined);

/** Has the page read again also when something that it follows beside the board is other than it was written from. One part of a page does. */
export function useFollowed({ heard, written }: Followed): void {
  const follow = useContext(Follow);
  useEffect(() => follow({ heard, written }), [follow, heard, written]);
  useEffect(() => () => follow(nothing), [follow]);
}

/** Keeps every staff page fresh: whenever the board's stream tells of a change, or what the page follows beside it, the page is read again. */
export function LiveProvider(props: { place: Place; board: LiveBoard; children: ReactNode }) {
  const live = useLiveBoard(props.board);
  const { inTouch, lastHeard, counts, trouble, orders } = live;
  const [beside, follow] = useState(nothing);
  useRefresh(`${sumOf(live)} ${beside.heard}`, `${sumOf(props.board)} ${beside.written}`);
  useBeat(inTouch);
  const value = useMemo(
    () => ({ ...props.place, inTouch, lastHeard, counts: { placed: counts.placed, trouble }, orders }),
    [props.place, inTouch, lastHeard, counts.placed, trouble, orders],
  );
  return (
    <Context value={value}>
      <Follow value={follow}>{props.children}</Follow>
    </Context>
  );
}

/** Says every half minute that this page is in touch, so that the shop knows when none is. A beat that is lost is only late. */
function useBeat(inTouch: boolean): void {
  useEffect(() => {
    if (!inTouch) return;
    const beat = () => void fetch("/api/staff/beat", { method: "POST", keepalive: true }).catch(() => undefined);
    beat();
    const timer = setInterval(beat, 30_000);
    return () => clearInterval(timer);
  }, [inTouch]);
}

/**
 * Reads the page again when what is heard differs from what it was written from; one that nobody looks at, once it is looked at. One reading at a time: another
 * one that begins before the last is shown takes its place, and in a rush of orders the page would show none of them until it is over.
 */
function useRefresh(heard: string, written: string): void {
  const router = useRouter();
  const asked = useRef(written);
  const [reading, read] = useTransition();
  useEffect(() => {
    if (reading || heard === written || heard === asked.current) return;
    const refresh = () => {
      if (document.hidden || heard === asked.current) return;
      asked.current = heard;
      read(() => router.refresh());
    };
    refresh();
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [heard, written, reading, router]);
}

/** What a board comes to: two boards with the same sum show the same. */
function sumOf({ orders, trouble }: LiveBoard): string {
  const rows = orders.map(({ id, revision }) => `${id} ${revision}`).sort();
  return `${rows.join()} ${trouble}`;
}

/** "Live, 10:42", or when the shop was last heard. */
export function LiveMark() {
  const { inTouch, lastHeard } = useLive();
  const now = useNow(15_000);
  const clock = useClock();
  const listens = now !== null;
  if (!listens) return <span className={s.mark}>Not live</span>;
  return (
    <span className={s.mark} data-touch={inTouch ? "in" : "out"}>
      {inTouch ? (
        <span>
          Live<span className={s.time}>, {clock(new Date(now))}</span>
        </span>
      ) : (
        `Last heard ${lastHeard ? clock(lastHeard, true) : "before"}`
      )}
    </span>
  );
}

/** The band across every staff page while the shop cannot be heard. Moves stay possible: each is tried at once. */
export function OutOfTouch() {
  const { inTouch, lastHeard } = useLive();
  const router = useRouter();
  const [trying, startTry] = useTransition();
  const now = useNow(1_000);
  const clock = useClock();
  if (inTouch || now === null) return null;
  const seconds = lastHeard ? Math.max(1, Math.round((now - lastHeard.getTime()) / 1000)) : null;
  const tryNow = () =>
    startTry(async () => {
      const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) router.refresh();
    });
  return (
    <div className={s.lost} role="alert">
      <Icon name="off" />
      <p>
        <b>Out of touch{seconds ? ` for ${spoken(seconds)}` : ""}.</b> New orders may be missing here.{" "}
        {lastHeard && `This is the board of ${clock(lastHeard, true)}; a move is tried at once.`}
      </p>
      <button type="button" className="btn" onClick={tryNow} aria-busy={trying}>
        {trying ? "Trying" : "Try now"}
      </button>
    </div>
  );
}

/** The time it is, told again every so often; null until the page listens, so that server and browser agree. */
export function useNow(everyMs: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Writes an instant as the shop's clock shows it. */
export function useClock() {
  const { timezone, locale } = useLive();
  return (at: Date, seconds = false) =>
    new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: seconds ? "2-digit" : undefined,
      hourCycle: "h23",
      timeZone: timezone,
    }).format(at);
}

function spoken(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

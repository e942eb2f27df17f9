"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { newsOfLines, standingOf } from "@/components/cart/news-of-lines";
import { shortWords } from "@/components/cart/short-words";
import { useOnSaleAgain } from "@/components/cart/use-on-sale-again";
import { useLiveCart } from "@/components/live/use-live-cart";
import { useLiveStock } from "@/components/live/use-live-stock";
import type { Place } from "@/lib/catalog/words-of-drops";
import { type CartLine, followLine } from "@/lib/checkout/rules";
import type { LiveCart, LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Lines = readonly CartLine[];

const Context = createContext<{ lines: Lines; place: Place }>({ lines: [], place: { locale: "en", timezone: "UTC" } });

type Props = {
  /** As the shop compared them with what is offered. */
  lines: Lines;
  day: Day | null;
  /** What the cart holds itself: that is not in its way. */
  held: LiveCart | null;
  place: Place;
  children: ReactNode;
};

/**
 * The lines of the cart for everything on the page: as they came, then as they stand while others buy. Each page reckons for itself; the shop is
 * asked again only when something comes on sale. What changed is read out.
 */
export function CartNow({ lines, day, held, place: { locale, timezone }, children }: Props) {
  const now = useFollowed({ lines, day, held });
  const value = useMemo(() => ({ lines: now, place: { locale, timezone } }), [now, locale, timezone]);
  const news = useNews(lines, now);
  return (
    <Context value={value}>
      {children}
      <p className="sr-only" role="status">
        {news}
      </p>
    </Context>
  );
}

/** The lines of the cart as they stand now. */
export function useLinesNow(): Lines {
  return useContext(Context).lines;
}

/** A sentence for each line that cannot be ordered as it stands now. */
export function useShorts(): string[] {
  const { lines, place } = useContext(Context);
  return shortWords(lines, place);
}

/** Whether nothing of what is in the cart is left. */
export function useAllGone(): boolean {
  const { lines } = useContext(Context);
  return lines.length > 0 && lines.every(({ notices }) => notices.some(({ kind }) => kind === "sold_out"));
}

const nothingRendered: readonly LiveLevel[] = [];

function useFollowed({ lines, day, held }: Pick<Props, "lines" | "day" | "held">): Lines {
  const { levels } = useLiveStock(day, nothingRendered);
  const own = useLiveCart(held);
  useOnSaleAgain(lines, levels);
  const followed = useMemo(() => {
    const ownOf = (line: CartLine) =>
      own.find((units) => units.variantId === line.variantId && units.day === (line.keeps ? null : day))?.units ?? 0;
    return lines.map((line) => followLine(line, levels.get(line.variantId), ownOf(line)));
  }, [lines, levels, own, day]);
  return useSettled(lines, followed);
}

/** A change is shown once it has stood so long: what a level says and what the cart holds of it are heard one after the other. */
const settleMs = 200;

/** The lines that others see change, as far as that makes a difference, and a moment later; what the shop rendered anew at once. */
function useSettled(rendered: Lines, followed: Lines): Lines {
  const [shown, show] = useState({ rendered, followed });
  const standing = followed.map(standingOf).join();
  const latest = useRef(followed);
  latest.current = followed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what customers see of the lines, and not each sale, begins the wait anew
  useEffect(() => {
    const timer = setTimeout(() => show({ rendered, followed: latest.current }), settleMs);
    return () => clearTimeout(timer);
  }, [rendered, standing]);
  return shown.rendered === rendered ? shown.followed : followed;
}

/** What became of the lines by what others did. What customers did themselves is no news to them. */
function useNews(rendered: Lines, now: Lines): string {
  const before = useRef({ rendered, now });
  const [news, tell] = useState("");
  useEffect(() => {
    const last = before.current;
    before.current = { rendered, now };
    tell(last.rendered === rendered ? newsOfLines(last.now, now) : "");
  }, [rendered, now]);
  return news;
}

"use client";

import s from "@/components/counter/counter.module.css";
import { type Goods, goodsName } from "@/components/counter/tile-view";
import type { Tap } from "@/components/counter/till";
import { Glyph } from "@/components/layout/admin-icons";
import { useKeys } from "@/components/layout/admin-keys";
import { useNow } from "@/components/layout/admin-live";
import { undoSaleSeconds } from "@/lib/stock/rules";

type Props = {
  taps: readonly Tap[];
  goodsOf: (variantId: string) => Goods | undefined;
  again: (key: string) => void;
  undo: (key: string) => void;
};

const mostShown = 4;

/** What was sold in the last seconds, each with its way back; and taps that no answer came for. */
export function JustSold({ taps, goodsOf, again, undo }: Props) {
  const now = useNow(1_000);
  const last = taps.find(({ state }) => state === "sold");
  useKeys({ z: () => last && undo(last.key) });
  const shown = taps.filter(({ state }) => state !== "sending");
  return (
    <div className={s.strip} role="status" aria-label="Just sold">
      {shown.slice(0, mostShown).map((tap) => {
        const goods = goodsOf(tap.variantId);
        if (!goods) return null;
        const name = goodsName(goods);
        return (
          <div key={tap.key} className={s.sold} data-state={tap.state}>
            <Said tap={tap} name={name} price={goods.price} />
            {tap.state === "unsure" && (
              <button type="button" className={s.act} onClick={() => again(tap.key)}>
                Send again
              </button>
            )}
            {(tap.state === "sold" || tap.state === "undoing") && (
              <button
                type="button"
                className={s.act}
                aria-busy={tap.state === "undoing"}
                aria-label={`Undo: ${name}`}
                onClick={() => tap.state === "sold" && undo(tap.key)}
              >
                Undo {tap === last && <kbd>Z</kbd>}
                <span className={s.seconds} aria-hidden="true">
                  {secondsLeft(tap.at, now)}
                </span>
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Said({ tap, name, price }: { tap: Tap; name: string; price: string }) {
  if (tap.state === "undone")
    return (
      <span>
        <Glyph name="back" /> {name} is back
      </span>
    );
  if (tap.state === "unsure")
    return (
      <span>
        <Glyph name="unknown" /> {name}: no answer came. Sending it again sells one, not two.
      </span>
    );
  return (
    <span>
      <Glyph name="tick" /> {name} <b>{price}</b>
    </span>
  );
}

function secondsLeft(at: number, now: number | null): number | "" {
  if (now === null || at === 0) return "";
  return Math.min(undoSaleSeconds, Math.max(0, Math.ceil(undoSaleSeconds - (now - at) / 1_000)));
}

"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import s from "@/components/counter/counter.module.css";
import { JustSold } from "@/components/counter/just-sold";
import { findGoods, type Goods, type GoodsGroup, goodsName, notToday } from "@/components/counter/tile-view";
import { shownOf } from "@/components/counter/till";
import { type Sell, type Undo, useTill } from "@/components/counter/use-till";
import { Glyph, Icon } from "@/components/layout/admin-icons";
import { useLiveStock } from "@/components/live/use-live-stock";
import { SlashFocus } from "@/components/ui/ask-at-once";
import { Empty } from "@/components/ui/empty";
import type { LiveLevel } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Props = {
  day: Day;
  /** When the day is over, in ms: then the page is read again. */
  endsAt: number;
  goods: GoodsGroup[];
  levels: LiveLevel[];
  /** Null for who may not sell. */
  sell: Sell | null;
  undo: Undo;
};

/** What can be sold at the counter today, one tap each. The numbers follow what happens elsewhere. */
export function CounterTiles({ day, endsAt, goods, levels, sell, undo }: Props) {
  const { levels: live } = useLiveStock(day, levels);
  // The stream is the web's: of what is not on sale there it says that nothing is left.
  const asRead = useMemo(() => new Map(levels.map((level) => [level.variantId, level])), [levels]);
  const { till, tap, again, undo: takeBack } = useTill({ day, sell, undo });
  const [typed, setTyped] = useState("");
  const found = findGoods(goods, useDeferredValue(typed));
  const byId = useMemo(
    () => new Map(goods.flatMap((group) => group.goods).map((each) => [each.variantId, each])),
    [goods],
  );
  useNextDay(endsAt);
  if (goods.length === 0)
    return <Empty title="Nothing is on sale yet.">What you put on sale stands here, one tap for each unit sold.</Empty>;
  return (
    <>
      <div className={s.tools}>
        <search className="find">
          <label htmlFor="goods" className="sr">
            Find goods
          </label>
          <Icon name="find" />
          <SlashFocus>
            <input
              id="goods"
              type="search"
              placeholder="Find goods"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
            />
          </SlashFocus>
          <kbd>/</kbd>
        </search>
        <p className={`meta quiet ${s.hint}`}>One tap sells one. What is promised to orders is not counted.</p>
      </div>
      {found.length === 0 && <Empty title={`Nothing here is called “${typed}”.`} />}
      {found.map(({ category, goods: some }) => {
        const tiles = (
          <ul className={s.tiles}>
            {some.map((each) => (
              <li key={each.variantId}>
                <TileButton
                  goods={each}
                  available={shownOf(till, each.variantId, (each.hidden ? asRead : live).get(each.variantId))}
                  sending={till.taps.some(
                    ({ variantId, state }) => variantId === each.variantId && state === "sending",
                  )}
                  refused={till.refused.get(each.variantId)}
                  onTap={sell ? (shown) => tap(each, shown) : null}
                />
              </li>
            ))}
          </ul>
        );
        return <Group key={category} category={category} count={some.length} tiles={tiles} open={typed !== ""} />;
      })}
      <JustSold taps={till.taps} goodsOf={(id) => byId.get(id)} again={again} undo={takeBack} />
    </>
  );
}

type GroupProps = { category: string; count: number; tiles: ReactNode; open: boolean };

/** The goods of a category. What was never planned for today is folded away, and can be sold all the same once it is there. */
function Group({ category, count, tiles, open }: GroupProps) {
  if (category !== notToday)
    return (
      <section className={s.group} aria-label={category}>
        <h2>{category}</h2>
        {tiles}
      </section>
    );
  return (
    <details className={s.group} open={open || undefined}>
      <summary>
        {category} <span className="quiet">{count}</span>
      </summary>
      {tiles}
    </details>
  );
}

type TileProps = {
  goods: Goods;
  available: number;
  sending: boolean;
  refused: string | undefined;
  onTap: ((shown: number) => void) | null;
};

function TileButton({ goods, available, sending, refused, onTap }: TileProps) {
  const { name, variant, price, hidden, promised } = goods;
  const left = available > 0 ? `${available} left` : "sold out";
  const wrong = `wrong-${goods.variantId}`;
  return (
    <>
      <button
        type="button"
        className={s.tile}
        data-gone={available === 0 || undefined}
        data-sending={sending || undefined}
        disabled={!onTap}
        aria-label={`Sell one ${goodsName(goods)}, ${price}, ${left}`}
        aria-describedby={refused ? wrong : undefined}
        onClick={() => onTap?.(available)}
      >
        <span className={s.name}>{name}</span>
        <span className={s.variant}>{[variant, hidden && "not on the web"].filter(Boolean).join(" · ")}</span>
        <span className={s.price}>{price}</span>
        <span className={s.left}>
          {available > 0 ? <b>{available}</b> : <b className={s.gone}>Sold out</b>}
          {promised > 0 && <span>{promised} promised</span>}
        </span>
      </button>
      {refused && (
        <p className={`wrong ${s.wrong}`} id={wrong} role="alert">
          <Glyph name="cross" />
          {refused}
        </p>
      )}
    </>
  );
}

/** At midnight the goods of the new day are shown. A timer that slept with the tablet rings when it wakes. */
function useNextDay(endsAt: number): void {
  const router = useRouter();
  useEffect(() => {
    const turn = () => Date.now() >= endsAt && router.refresh();
    const timer = setInterval(turn, 20_000);
    document.addEventListener("visibilitychange", turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [endsAt, router]);
}

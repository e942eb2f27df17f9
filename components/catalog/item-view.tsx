import type { ReactNode } from "react";
import { BuyForm } from "@/components/catalog/buy-form";
import { ItemFacts } from "@/components/catalog/item-facts";
import { levelsOf } from "@/components/catalog/levels";
import { StockOfDay } from "@/components/catalog/stock";
import { Coming } from "@/components/drops/coming";
import { WhenOpen } from "@/components/drops/when-open";
import { OrderingNotice, WhileTaken } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import { Photo } from "@/components/ui/photo";
import type { Joining } from "@/components/waiting/join-form";
import { WaitFor } from "@/components/waiting/wait-for";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import { onWords } from "@/lib/catalog/words-of-drops";
import type { LiveCart } from "@/lib/live/rules";
import { formatMoney } from "@/lib/money";
import { type Day, formatDay } from "@/lib/time";

type Props = {
  item: CatalogueItem;
  shop: { locale: string; timezone: string; currency: string };
  day: Day | null;
  inCart: Record<string, number>;
  back: string;
  action: Action;
  /** The form that asks to be told, where a drop will bring it. */
  tell?: ReactNode;
  /** How to wait for what is sold out; a preview has none. */
  joining?: Joining | undefined;
  /** A preview shows the counts as they were read. */
  live?: boolean;
  cart?: LiveCart | null;
};

/** An item's page: its print, its words, and how to order it. */
export function ItemView({ item, shop, day, inCart, back, action, tell, joining, live = true, cart = null }: Props) {
  const { locale, currency } = shop;
  return (
    <main id="main" className="item">
      <div className="hero">
        <Photo
          photo={item.photo}
          alt={item.photoAlt}
          sizes="(min-width: 1000px) 560px, 100vw"
          first
          letter={item.name}
          placeholder={item.placeholder}
        />
      </div>
      <div className="told">
        <div className="blk">
          <h1>{item.name}</h1>
          <p className="lede">{item.description || item.summary}</p>
        </div>
        <OrderingNotice />
        <StockOfDay day={live ? day : null} levels={levelsOf([item])} cart={cart}>
          <WhenOpen
            opensAt={item.opensAt}
            variants={item.variants}
            before={<Soon item={item} shop={shop} tell={tell} />}
          >
            <BuyForm
              item={item}
              day={day}
              dayWords={day ? formatDay(day, locale) : ""}
              inCart={inCart}
              money={{ currency, locale }}
              back={back}
              action={action}
            />
            {joining && day && (
              <WhileTaken>
                <WaitFor item={item} day={day} back={back} joining={joining} />
              </WhileTaken>
            )}
          </WhenOpen>
        </StockOfDay>
        <ItemFacts item={item} />
      </div>
    </main>
  );
}

/** An item that a drop will bring: its prices, and when. */
function Soon({ item, shop, tell }: Pick<Props, "item" | "shop" | "tell">) {
  const { opensAt, drop, variants } = item;
  if (opensAt === null) return null;
  const count = variants.reduce((sum, variant) => sum + variant.available, 0);
  return (
    <>
      <ul className="blk prices">
        {variants.map((variant) => (
          <li key={variant.id}>
            <span>{variantLabel(variant) || item.name}</span>
            <span className="price">{formatMoney(variant.priceMinor, shop.currency, shop.locale)}</span>
          </li>
        ))}
      </ul>
      <Coming
        drop={drop}
        opensAt={opensAt}
        now={Date.now()}
        words={onWords(opensAt, shop)}
        count={drop?.saysCount && count > 0 ? count : null}
      >
        {tell}
      </Coming>
    </>
  );
}

import { BuyForm } from "@/components/catalog/buy-form";
import { ItemFacts } from "@/components/catalog/item-facts";
import { levelsOf } from "@/components/catalog/levels";
import { StockOfDay } from "@/components/catalog/stock";
import { OrderingClosed } from "@/components/layout/ordering-closed";
import type { Action } from "@/components/ui/form";
import { Photo } from "@/components/ui/photo";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { type Day, formatDay } from "@/lib/time";

type Props = {
  item: CatalogueItem;
  shop: { locale: string; currency: string; orderingOpen: boolean; closedMessage: string };
  day: Day | null;
  inCart: Record<string, number>;
  back: string;
  action: Action;
  /** A preview shows the counts as they were read. */
  live?: boolean;
};

/** An item's page: its print, its words, and how to order it. */
export function ItemView({ item, shop, day, inCart, back, action, live = true }: Props) {
  const { locale, currency, orderingOpen, closedMessage } = shop;
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
        {!orderingOpen && <OrderingClosed message={closedMessage} />}
        <StockOfDay day={live ? day : null} levels={levelsOf([item])}>
          <BuyForm
            item={item}
            day={day}
            dayWords={day ? formatDay(day, locale) : ""}
            inCart={inCart}
            orderingOpen={orderingOpen}
            money={{ currency, locale }}
            back={back}
            action={action}
          />
        </StockOfDay>
        <ItemFacts item={item} />
      </div>
    </main>
  );
}

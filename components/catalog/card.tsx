"use client";

import Link from "next/link";
import { useActionState } from "react";
import { CardAdd } from "@/components/catalog/card-add";
import { useLeft } from "@/components/catalog/stock";
import { Tally } from "@/components/catalog/tally";
import { OpensIn } from "@/components/drops/countdown";
import { useBegun } from "@/components/drops/shop-clock";
import { useTakesOrders } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import { Photo } from "@/components/ui/photo";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { variantLabel } from "@/lib/catalog/rules";
import { shortMoment } from "@/lib/catalog/words-of-drops";
import { formatMoney } from "@/lib/money";
import type { Day } from "@/lib/time";

export type CardItem = Pick<
  CatalogueItem,
  "slug" | "name" | "summary" | "photo" | "photoAlt" | "placeholder" | "keeps" | "variants" | "opensAt" | "drop"
>;

export type CardProps = {
  item: CardItem;
  /** How it lies in its grid: `wide`, `lies-narrow`, `lies-broad`. */
  place?: string;
  /** In view at once: its picture comes first. */
  first?: boolean;
  day: Day | null;
  /** Where its page is, for this day. */
  href: string;
  inCart: Record<string, number>;
  money: { currency: string; locale: string };
  timezone: string;
  actions: { add: Action; setLine: Action };
};

const sizes = "(min-width: 1080px) 230px, (min-width: 640px) 30vw, 46vw";
const wideSizes = "(min-width: 1080px) 490px, (min-width: 640px) 62vw, 94vw";

/** An item on the catalogue page: its print, name, price and what is left; one tap adds it. */
export function Card({ item, place = "", first = false, day, href, inCart, money, timezone, actions }: CardProps) {
  const left = useLeft();
  const taken = useTakesOrders();
  const begun = useBegun(item.opensAt ?? 0, item.opensAt === null);
  const [added, add] = useActionState(actions.add, {});
  const [changed, setLine] = useActionState(actions.setLine, {});
  const wide = place.includes("wide");
  const shown = item.variants.find((variant) => left(variant) > 0) ?? item.variants[0]!;
  const gone = begun && left(shown) <= 0;
  const fact = item.keeps ? "Any day" : variantLabel(shown);
  const says = changed.message ?? added.message;
  return (
    <article className={`card ${place} ${gone ? "gone" : ""}`} id={item.slug}>
      <div className="pic">
        <Photo
          photo={item.photo}
          alt={item.photoAlt}
          sizes={wide ? wideSizes : sizes}
          first={first}
          letter={item.name}
          placeholder={item.placeholder}
        />
        {gone && <span className="stamp">Sold out</span>}
        {!begun && item.opensAt !== null && (
          <span className="stamp soon">
            <OpensIn until={item.opensAt} words={shortMoment(item.opensAt, { locale: money.locale, timezone })} />
          </span>
        )}
        {begun && !gone && day && taken && (
          <CardAdd item={item} variant={shown} left={left(shown)} {...{ inCart, day, href, add, setLine }} />
        )}
      </div>
      <div className="txt">
        <h3 className="name">
          <Link href={href} prefetch={false}>
            {item.name}
          </Link>
        </h3>
        <p className="facts">
          <span className="price">{formatMoney(shown.priceMinor, money.currency, money.locale)}</span>
          {fact && !wide && <span className="small">{fact}</span>}
        </p>
        <p className="small sum-up">{item.summary}</p>
      </div>
      {begun && !gone && <Tally left={left(shown)} />}
      {gone && day && taken && (
        <Link className="link small waits" href={`${href}#waiting`} prefetch={false}>
          Tell me when it is back<span className="sr-only">: {item.name}</span>
        </Link>
      )}
      {says && (
        <p className="says" role="status">
          {says}
        </p>
      )}
    </article>
  );
}

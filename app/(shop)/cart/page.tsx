import type { Metadata } from "next";
import { chooseDay, setLine } from "@/app/(shop)/actions";
import { addToOrder, fit } from "@/app/(shop)/cart/actions";
import { enter } from "@/app/(shop)/checkout/actions";
import { FollowedCart } from "@/app/(shop)/followed-cart";
import { findOrderToAddTo } from "@/app/(shop)/own-order";
import { countLeft, loadVisit, oneOf, shopOrNew } from "@/app/(shop)/visit";
import { AddToOrder } from "@/components/cart/add-to-order";
import { CartLines } from "@/components/cart/cart-lines";
import { CheckOut } from "@/components/cart/check-out";
import { EmptyCart } from "@/components/cart/empty-cart";
import { FromOrder } from "@/components/cart/from-order";
import { NothingKept } from "@/components/cart/nothing-kept";
import { SomeShort } from "@/components/cart/some-short";
import { cataloguePath } from "@/components/catalog/paths";
import { PickupDayChoice } from "@/components/catalog/pickup-day-choice";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { Top } from "@/components/layout/top";
import { OrderingNotice, WhileTaken } from "@/components/ordering/ordering-now";
import { formatMoney } from "@/lib/money";
import { formatDay, formatTime } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Your cart, ${(await shopOrNew()).name}`, robots: { index: false } };
}

async function readCartPage() {
  const visit = await loadVisit();
  return { visit, order: await findOrderToAddTo(visit) };
}

type Props = { searchParams: Promise<{ again?: string | string[] }> };

export default async function CartPage({ searchParams }: Props) {
  const read = await unlessOutage(readCartPage);
  if (!read) return <OutOfReach />;
  const { visit, order } = read;
  const again = numberIn(oneOf((await searchParams).again));
  const { shop, money, cart, day, missed } = visit;
  const top = <Top back={{ href: cataloguePath(day?.day ?? null), words: "Keep looking" }} />;
  if (!cart || cart.lines.length === 0) {
    return (
      <div className="page">
        {top}
        <main id="main" className="blk">
          <h1 className="title big mb-5">Your cart</h1>
          <EmptyCart
            left={await countLeft(day?.day ?? null)}
            dayWords={day && formatDay(day.day, shop.locale)}
            href={cataloguePath(day?.day ?? null)}
            order={visit.lastOrder}
          />
        </main>
      </div>
    );
  }
  return (
    <FollowedCart visit={visit} cart={cart}>
      <div className="page broad">
        {top}
        <OrderingNotice />
        <main id="main" className="halves">
          <div className="blk">
            <h1 className="title big">Your cart</h1>
            {again && cart.day && <FromOrder number={again} day={formatDay(cart.day, shop.locale)} />}
            <CartLines
              day={cart.day}
              money={money}
              place={{ locale: shop.locale, timezone: shop.timezone }}
              setLine={setLine}
              back="/cart"
            />
          </div>
          <div className="blk aside">
            <p className="sum">
              Total<span className="price">{formatMoney(cart.totalMinor, money.currency, money.locale)}</span>
            </p>
            <p className="small mt-1">{shop.paymentNote}</p>
            <WhileTaken>
              {!missed && <CheckOut enter={enter} />}
              {order && <AddToOrder order={order} cart={cart} action={addToOrder} />}
            </WhileTaken>
            <SomeShort fit={fit} back="/cart" />
            <NothingKept
              keeps={shop.holdMinutes > 0}
              waitsForCode={cart.waitsForCode}
              keptUntil={cart.hold.until && formatTime(cart.hold.until, shop.locale, shop.timezone)}
            />
            <PickupDayChoice visit={visit} action={chooseDay} back="/cart" />
          </div>
        </main>
      </div>
    </FollowedCart>
  );
}

/** An order's number as an address carries it, or nothing. */
function numberIn(words: string | undefined): string | undefined {
  return words && /^[\p{L}\-/#.]{0,8}\d{1,9}$/u.test(words) ? words : undefined;
}

import type { Metadata } from "next";
import { chooseDay, setLine } from "@/app/(shop)/actions";
import { fit } from "@/app/(shop)/cart/actions";
import { enter } from "@/app/(shop)/checkout/actions";
import { countLeft, loadVisit, shopOrNew } from "@/app/(shop)/visit";
import { CartLines } from "@/components/cart/cart-lines";
import { CheckOut } from "@/components/cart/check-out";
import { EmptyCart } from "@/components/cart/empty-cart";
import { FitNotice } from "@/components/cart/fit-notice";
import { NothingKept } from "@/components/cart/nothing-kept";
import { shortWords } from "@/components/cart/short-words";
import { cataloguePath } from "@/components/catalog/paths";
import { PickupDayChoice } from "@/components/catalog/pickup-day-choice";
import { OrderingClosed } from "@/components/layout/ordering-closed";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { Top } from "@/components/layout/top";
import { formatMoney } from "@/lib/money";
import { formatDay } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Your cart, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function CartPage() {
  const visit = await unlessOutage(() => loadVisit());
  if (!visit) return <OutOfReach />;
  const { shop, money, cart, day, missed } = visit;
  const shorts = cart ? shortWords(cart.lines, shop) : [];
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
    <div className="page broad">
      {top}
      {!shop.orderingOpen && <OrderingClosed message={shop.closedMessage} />}
      <main id="main" className="halves">
        <div className="blk">
          <h1 className="title big">Your cart</h1>
          <CartLines
            cart={cart}
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
          {shorts.length > 1 && (
            <div className="mt-4">
              <FitNotice title="Some of this is not to be had" lines={shorts} action={fit} back="/cart" />
            </div>
          )}
          {shop.orderingOpen && !missed && <CheckOut enter={enter} />}
          <NothingKept lines={cart.lines} until={shop.holdMinutes > 0 ? "check out" : "order"} />
          <PickupDayChoice visit={visit} action={chooseDay} back="/cart" />
        </div>
      </main>
    </div>
  );
}

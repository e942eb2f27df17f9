import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { chooseDay, setLine } from "@/app/(shop)/actions";
import { addToOrder, fit } from "@/app/(shop)/cart/actions";
import { keep, leave, place } from "@/app/(shop)/checkout/actions";
import { keptOf, mayBeKept } from "@/app/(shop)/checkout/kept";
import { FollowedCart } from "@/app/(shop)/followed-cart";
import { findOrderToAddTo } from "@/app/(shop)/own-order";
import { loadVisit, shopOrNew } from "@/app/(shop)/visit";
import { AddToOrder } from "@/components/cart/add-to-order";
import { CartLines } from "@/components/cart/cart-lines";
import { NothingKept } from "@/components/cart/nothing-kept";
import { cataloguePath } from "@/components/catalog/paths";
import { PickupDayChoice } from "@/components/catalog/pickup-day-choice";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import { CheckoutInOutage } from "@/components/checkout/checkout-in-outage";
import { KeptForYou } from "@/components/checkout/kept-for-you";
import { noTimes, type Times } from "@/components/checkout/times";
import { Top } from "@/components/layout/top";
import { OrderingNotice, WhileTaken } from "@/components/ordering/ordering-now";
import type { CartView } from "@/lib/checkout/queries";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { liveSlot } from "@/lib/live/rules-of-slots";
import { formatMoney } from "@/lib/money";
import { readTimes } from "@/lib/pickup/queries-of-slots";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { formatDay } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";
import { isDrawnAnew } from "@/lib/web/without-script";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Check out, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function CheckoutPage() {
  const visit = await unlessOutage(() => loadVisit());
  if (!visit) return <CheckoutInOutage texts={whatSends().text} place={place} fit={fit} />;
  const { shop, money, cart, day, lastOrder, missed } = visit;
  const back = { href: cataloguePath(day?.day ?? null), words: "Keep looking" };
  if (!cart && lastOrder) return <AlreadyPlaced order={lastOrder} back={back} />;
  if (!cart || cart.lines.length === 0) redirect("/cart");
  if (cart.waitsForCode && !cart.hold.until && !(await isDrawnAnew())) redirect("/checkout/contact");
  const order = await findOrderToAddTo(visit);
  const total = formatMoney(cart.totalMinor, money.currency, money.locale);
  return (
    <FollowedCart visit={visit} cart={cart}>
      {mayBeKept(cart, shop) && <KeptForYou told={keptOf(cart, shop)} keep={keep} leave={leave} back="/checkout" />}
      <div className="page broad">
        <Top back={back} />
        <OrderingNotice />
        <main id="main" className="halves turned">
          <section className="blk aside" aria-labelledby="yours">
            <h1 className="title big" id="yours">
              Your order
            </h1>
            <CartLines
              day={cart.day}
              money={money}
              place={{ locale: shop.locale, timezone: shop.timezone }}
              setLine={setLine}
              back="/checkout"
            />
            <p className="sum">
              Total<span className="price">{total}</span>
            </p>
            {!mayBeKept(cart, shop) && <NothingKept keeps={false} />}
          </section>
          <div>
            {order && (
              <WhileTaken>
                <div className="blk">
                  <AddToOrder order={order} cart={cart} action={addToOrder} />
                  <p className="small mt-4">Or place a new order:</p>
                </div>
              </WhileTaken>
            )}
            <section className="blk collect" aria-labelledby="collect">
              {missed ? (
                <PickupDayChoice visit={visit} action={chooseDay} back="/checkout" />
              ) : (
                <>
                  <h2 className="title" id="collect">
                    Collect on {cart.day && formatDay(cart.day, shop.locale)}
                  </h2>
                  <p className="small">{shop.address}</p>
                  <details className="later">
                    <summary>Another day</summary>
                    <PickupDayChoice visit={visit} action={chooseDay} back="/checkout" />
                  </details>
                </>
              )}
            </section>
            <CheckoutForm
              cartId={cart.id}
              draft={cart.draft}
              times={await timesOf(cart, shop.locale)}
              total={{ minor: cart.totalMinor, words: total }}
              payment={shop.paymentNote}
              texts={whatSends().text}
              trap={shop.trapForms}
              place={place}
              fit={fit}
            />
          </div>
        </main>
      </div>
    </FollowedCart>
  );
}

/** The times of the cart's day, as the page begins with them. */
async function timesOf(cart: CartView, locale: string): Promise<Times> {
  if (!cart.day) return noTimes;
  const { slots, work } = await readTimes(cart.day, cart.lines);
  const now = new Date();
  const times = slots.map((slot) => ({ ...liveSlot(slot, now), words: timeWords(slot, locale) }));
  return { day: cart.day, times, work, locale };
}

type AlreadyProps = { order: { number: string; token: string }; back: { href: string; words: string } };

function AlreadyPlaced({ order, back }: AlreadyProps) {
  return (
    <div className="page">
      <Top back={back} />
      <main id="main" className="blk">
        <section className="void">
          <h1 className="title">This cart is order {order.number}</h1>
          <p>It was placed once, and will not be placed again.</p>
          <Link className="btn" href={`/orders/${order.token}`} prefetch={false}>
            See your order
          </Link>
        </section>
      </main>
    </div>
  );
}

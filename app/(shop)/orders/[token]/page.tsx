import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { again, cancelOwn, tellOtherwise } from "@/app/(shop)/orders/[token]/actions";
import { momentWords } from "@/app/(shop)/orders/[token]/change/read-own-form";
import { NoOrder } from "@/app/(shop)/orders/[token]/no-order";
import { oneOf, shopOfPage, shopOrNew } from "@/app/(shop)/visit";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { OrderingNow } from "@/components/ordering/ordering-now";
import { CancelOwn } from "@/components/orders/customer/cancel-own";
import { HowTold } from "@/components/orders/customer/how-told";
import { LiveHead } from "@/components/orders/customer/live-head";
import { Ordered } from "@/components/orders/customer/ordered";
import { Pickup } from "@/components/orders/customer/pickup";
import { Seen } from "@/components/orders/customer/seen";
import { Timeline } from "@/components/orders/customer/timeline";
import { unreachedWords } from "@/components/orders/customer/words";
import { OrderAgain } from "@/components/orders/own/order-again";
import { OwnActs } from "@/components/orders/own/own-acts";
import { RefreshAt } from "@/components/orders/own/refresh-at";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { listDeliveriesOfOrder } from "@/lib/deliveries/queries";
import { listUnreachedOf, type Unreached } from "@/lib/deliveries/unreached";
import { orderNumber } from "@/lib/orders/number";
import { findOwnUntil } from "@/lib/orders/own-until";
import { findOrderByToken, type OrderView } from "@/lib/orders/queries";
import { isOpen } from "@/lib/orders/status";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { orderingOf } from "@/lib/settings/rules-of-ordering";
import { dayOf } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ seen?: string | string[] }> };

const orderOfPage = cache(async (token: string) => {
  const [shop, order] = await Promise.all([shopOfPage(), findOrderByToken(token)]);
  if (!order)
    return { shop, order, days: { hours: [] }, messages: [], unreached: [], until: { change: null, cancel: null } };
  const [days, messages, unreached, until] = await Promise.all([
    getOpenDays(),
    listDeliveriesOfOrder(order.id),
    listUnreachedOf(order.id),
    findOwnUntil(order),
  ]);
  return { shop, order, days, messages, unreached, until };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params;
  const read = await unlessOutage(() => orderOfPage(token));
  const name = read?.shop.name ?? (await shopOrNew()).name;
  return {
    title: read?.order ? `Order ${orderNumber(read.order)}, ${name}` : name,
    robots: { index: false, follow: false },
  };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const [{ token }, { seen }] = await Promise.all([params, searchParams]);
  const read = await unlessOutage(() => orderOfPage(token));
  if (!read) return <OutOfReach />;
  const { shop, order, days, messages, unreached, until } = read;
  if (!order) return <NoOrder />;
  const { change: changeUntil, cancel: cancelUntil } = until;
  return (
    <OrderingNow {...orderingOf(shop)}>
      <OutOfTouch locale={shop.locale} timezone={shop.timezone} what="What you see" />
      <div className="page broad">
        <header className="top">
          <Link className="brand" href="/" prefetch={false}>
            {shop.name}
          </Link>
        </header>
        <Seen how={oneOf(seen)} open={isOpen(order.status)} />
        <main id="main" className="halves order">
          <div>
            <LiveHead
              token={order.token}
              number={orderNumber(order)}
              status={order.status}
              revision={order.revision}
              customerName={order.customer.name}
            />
            <Pickup order={order} shop={shop} days={days} />
          </div>
          <div>
            <Ordered order={order} />
            <Timeline
              order={{ ...order, notify: toldNow(order, unreached) }}
              messages={messages}
              shop={shop}
              today={dayOf(new Date(), shop.timezone)}
            />
            {isOpen(order.status) && (
              <HowTold
                told={{ token: order.token, notify: order.notify, ...order.customer }}
                texts={whatSends().text}
                trouble={unreached.map(unreachedWords)}
                action={tellOtherwise}
              />
            )}
            {changeUntil && (
              <OwnActs
                token={order.token}
                until={{ words: momentWords(changeUntil, shop), at: changeUntil.toISOString() }}
                untilAccepted={shop.customerChange === "until_accepted"}
              />
            )}
            {cancelUntil && <RefreshAt at={cancelUntil.toISOString()} />}
            <CancelOwn
              token={order.token}
              until={cancelUntil && momentWords(cancelUntil, shop)}
              paid={order.paidAt !== null}
              action={cancelOwn}
            />
            <OrderAgain token={order.token} action={again} />
            {shop.phone && (
              <p className="blk small">
                {changeUntil || !isOpen(order.status) ? "Something else?" : "Something to change?"} Call{" "}
                <a href={`tel:${shop.phone.replace(/[^\d+]/g, "")}`}>{shop.phone}</a> and say the number.
              </p>
            )}
          </div>
        </main>
      </div>
    </OrderingNow>
  );
}

/** How the customer is told as things are: by email in place of texts to a number that said STOP. */
function toldNow({ notify, customer }: OrderView, unreached: readonly Unreached[]): OrderView["notify"] {
  if (!unreached.some(({ because }) => because === "stopped")) return notify;
  return { email: customer.email !== "", text: false };
}

import { Letter, NumberCard, Press } from "@/lib/deliveries/emails/letter";
import { Collect, firstName, OrderLines, orderPage } from "@/lib/deliveries/emails/order-parts";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";

/** To the customer: the order can be collected. */
export function OrderReady({ order, shop }: { order: OrderSnapshot; shop: Shop }) {
  const news = `${firstName(order)}, your order is ready.`;
  return (
    <Letter shop={shop} preview={`${news} Your number is ${order.number}.`}>
      <NumberCard shop={shop} number={order.number} above={news} below="Say this number at the counter." />
      <Collect order={order} shop={shop} />
      <OrderLines order={order} />
      <Press shop={shop} href={orderPage(order)}>
        See your order
      </Press>
    </Letter>
  );
}

import { Letter, NumberCard, Press } from "@/lib/deliveries/emails/letter";
import { Collect, firstName, OrderLines, orderPage } from "@/lib/deliveries/emails/order-parts";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Shop } from "@/lib/settings/queries";

/** To the customer: the order is in. */
export function OrderPlaced({ order, shop }: { order: OrderSnapshot; shop: Shop }) {
  const thanks = `Thank you, ${firstName(order)}. Your order is in.`;
  return (
    <Letter shop={shop} preview={`${thanks} Your number is ${order.number}.`}>
      <NumberCard shop={shop} number={order.number} above={thanks} below="Say this number at the counter." />
      <Collect order={order} shop={shop} />
      <OrderLines order={order} />
      <Press shop={shop} href={orderPage(order)}>
        See your order
      </Press>
    </Letter>
  );
}

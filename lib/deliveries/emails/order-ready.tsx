import { Letter, NumberCard, Press } from "@/lib/deliveries/emails/letter";
import { Collect, type CustomerLetter, firstName, OrderLines, orderPage } from "@/lib/deliveries/emails/order-parts";
import { closingWords } from "@/lib/deliveries/own-words";
import { orderNumber } from "@/lib/orders/number";

/** To the customer: the order can be collected. */
export function OrderReady({ order, shop, hours }: CustomerLetter) {
  const news = `${firstName(order)}, your order is ready.`;
  return (
    <Letter
      shop={shop}
      closing={closingWords("ready", order, shop)}
      preview={`${news} Your number is ${orderNumber(order)}.`}
    >
      <NumberCard shop={shop} number={orderNumber(order)} above={news} below="Say this number at the counter." />
      <Collect order={order} shop={shop} hours={hours} />
      <OrderLines order={order} />
      <Press shop={shop} href={orderPage(order)}>
        See your order
      </Press>
    </Letter>
  );
}

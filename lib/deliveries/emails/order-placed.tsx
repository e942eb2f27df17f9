import { Letter, NumberCard, Press } from "@/lib/deliveries/emails/letter";
import { Collect, type CustomerLetter, firstName, OrderLines, orderPage } from "@/lib/deliveries/emails/order-parts";
import { closingWords } from "@/lib/deliveries/own-words";
import { orderNumber } from "@/lib/orders/number";

/** To the customer: the order is in. */
export function OrderPlaced({ order, shop, hours }: CustomerLetter) {
  const thanks = `Thank you, ${firstName(order)}. Your order is in.`;
  return (
    <Letter
      shop={shop}
      closing={closingWords("placed", order, shop)}
      preview={`${thanks} Your number is ${orderNumber(order)}.`}
    >
      <NumberCard shop={shop} number={orderNumber(order)} above={thanks} below="Say this number at the counter." />
      <Collect order={order} shop={shop} hours={hours} />
      <OrderLines order={order} />
      <Press shop={shop} href={orderPage(order)}>
        See your order
      </Press>
    </Letter>
  );
}

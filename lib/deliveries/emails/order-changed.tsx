import { Text } from "react-email";
import { Letter, Part, Press } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { Collect, type CustomerLetter, firstName, OrderLines, orderPage } from "@/lib/deliveries/emails/order-parts";
import { closingWords } from "@/lib/deliveries/own-words";
import { orderNumber } from "@/lib/orders/number";

type Props = CustomerLetter & {
  /** What changed, before → after, one line each. */
  changes: readonly string[];
};

/** To the customer: the shop changed the order, and how. */
export function OrderChanged({ order, shop, hours, changes }: Props) {
  const news = `${firstName(order)}, we changed your order ${orderNumber(order)}.`;
  return (
    <Letter shop={shop} closing={closingWords("changed", order, shop)} preview={[news, ...changes].join(" ")}>
      <Part title={news}>
        {changes.map((words) => (
          <Text key={words} style={look.text} className="ink">
            {words}
          </Text>
        ))}
        {shop.phone && (
          <Text style={look.small} className="soft">
            If this is not what you wanted, please call us: {shop.phone}
          </Text>
        )}
      </Part>
      <Collect order={order} shop={shop} hours={hours} />
      <OrderLines order={order} />
      <Press shop={shop} href={orderPage(order)}>
        See your order
      </Press>
    </Letter>
  );
}

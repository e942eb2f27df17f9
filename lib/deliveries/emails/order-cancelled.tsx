import { Text } from "react-email";
import { Letter, Part, Press } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { type CustomerLetter, firstName, orderPage } from "@/lib/deliveries/emails/order-parts";
import { closingWords } from "@/lib/deliveries/own-words";
import { orderNumber } from "@/lib/orders/number";
import { formatDay } from "@/lib/time";

/** To the customer: the order is cancelled, and why. */
export function OrderCancelled({ order, shop }: CustomerLetter) {
  const news = `${firstName(order)}, your order ${orderNumber(order)} for ${formatDay(order.pickupDay, order.locale)} is cancelled.`;
  return (
    <Letter shop={shop} closing={closingWords("cancelled", order, shop)} preview={news}>
      <Part title={`Order ${orderNumber(order)} is cancelled`}>
        <Text style={look.text} className="ink">
          {news}
        </Text>
        {order.cancelReason && (
          <Text style={look.text} className="ink">
            The reason: {order.cancelReason}
          </Text>
        )}
        {shop.phone && (
          <Text style={look.small} className="soft">
            If this is a surprise, please call us: {shop.phone}
          </Text>
        )}
      </Part>
      <Press shop={shop} href={orderPage(order)}>
        See the order
      </Press>
    </Letter>
  );
}

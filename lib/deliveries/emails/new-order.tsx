import { Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { rowsOf, sumsOf } from "@/lib/deliveries/emails/customer-letter";
import { Letter, type LetterShop, NumberCard, Part, Press } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { Ordered } from "@/lib/deliveries/emails/ordered";
import { orderNumber } from "@/lib/orders/number";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import { formatDay } from "@/lib/time";

type NewOrderProps = { order: OrderSnapshot; shop: LetterShop; above?: string };

/** To the shop, or to a colleague: somebody ordered, or what became of it. */
export function NewOrder({ order, shop, above = "A new order" }: NewOrderProps) {
  const { name, email, phone } = order.customer;
  const day = [formatDay(order.pickupDay, order.locale), order.slot && timeWords(order.slot, order.locale)]
    .filter(Boolean)
    .join(", ");
  return (
    <Letter shop={shop} preview={[name, `for ${day}.`].filter(Boolean).join(", ")}>
      <NumberCard shop={shop} number={orderNumber(order)} above={above} below={`For ${day}`} />
      <Part title={name || "The order"}>
        <Text style={look.text} className="ink">
          {[email, phone].filter(Boolean).join(" · ")}
        </Text>
        {order.note && (
          <Text style={look.text} className="ink">
            “{order.note}”
          </Text>
        )}
      </Part>
      <Ordered lines={rowsOf(order)} sums={sumsOf(order)} />
      <Press shop={shop} href={`${appUrl()}/admin/orders/${order.id}`}>
        Open the order
      </Press>
    </Letter>
  );
}

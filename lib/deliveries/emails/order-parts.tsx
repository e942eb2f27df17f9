import { Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { Part } from "@/lib/deliveries/emails/letter";
import { look } from "@/lib/deliveries/emails/look";
import { formatMoney } from "@/lib/money";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import type { Hours, Shop } from "@/lib/settings/queries";
import { type Day, formatDay, formatMinute, weekdayOf } from "@/lib/time";

type OrderProps = { order: OrderSnapshot };

/** What a letter to a customer is made from. */
export type CustomerLetter = OrderProps & { shop: Shop; hours: readonly Hours[] };

/** What was ordered, with what is due. */
export function OrderLines({ order }: OrderProps) {
  const money = (minor: number) => formatMoney(minor, order.currency, order.locale);
  return (
    <Part title="What was ordered">
      <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }} className="ink">
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td style={look.row} className="rule">
                <Line line={line} />
              </td>
              <td style={{ ...look.row, ...look.price }} className="rule">
                {money(line.totalMinor)}
              </td>
            </tr>
          ))}
          <tr>
            <td style={{ ...look.row, ...look.total }} className="rule">
              {order.paidAt ? "Paid" : "To pay when you collect"}
            </td>
            <td style={{ ...look.row, ...look.price, ...look.total, fontSize: 22 }} className="rule">
              {money(order.totalMinor)}
            </td>
          </tr>
        </tbody>
      </table>
    </Part>
  );
}

function Line({ line }: { line: LineSnapshot }) {
  return (
    <>
      <span style={look.name}>
        {line.quantity} × {line.itemName}
      </span>
      {line.variantName && <span> {line.variantName}</span>}
    </>
  );
}

/** When and where to collect. */
export function Collect({ order, shop, hours }: CustomerLetter) {
  const when = openOn(order.pickupDay, hours);
  return (
    <Part title={formatDay(order.pickupDay, order.locale)}>
      {(when || shop.address) && (
        <Text style={look.text} className="ink">
          {[when, shop.address && `at ${shop.address}`].filter(Boolean).join(", ")}
        </Text>
      )}
      {shop.directions && (
        <Text style={look.small} className="soft">
          {shop.directions}
        </Text>
      )}
    </Part>
  );
}

function openOn(day: Day, hours: readonly Hours[]): string {
  const open = hours.find((row) => row.weekday === weekdayOf(day));
  return open ? `Between ${formatMinute(open.opensMinute)} and ${formatMinute(open.closesMinute)}` : "";
}

/** The customer's own page of an order. */
export function orderPage(order: OrderSnapshot): string {
  return `${appUrl()}/orders/${order.token}`;
}

/** The name to greet with. */
export function firstName(order: OrderSnapshot): string {
  return order.customer.name.trim().split(/\s+/)[0] ?? "";
}

import Link from "next/link";
import { changeWords } from "@/components/deliveries/delivery-words";
import s from "@/components/destinations/destinations.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import type { Unconfirmed } from "@/lib/deliveries/list-unconfirmed";
import { type DeliveryState, deliveryStateWords } from "@/lib/deliveries/status";

type Props = { name: string; orders: readonly Unconfirmed[]; place: Place };

/** Orders whose last news a destination has not confirmed. */
export function UnconfirmedOrders({ name, orders, place }: Props) {
  if (orders.length === 0)
    return <p className="mid">{name} has confirmed the last news of every order of the last 90 days.</p>;
  return (
    <table className={s.missing}>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Last news</th>
          <th scope="col">How it stands</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ orderId, number, type, at, deliveryId, state }) => (
          <tr key={orderId}>
            <th scope="row">
              <Link className="link" href={`/admin/orders/${orderId}`}>
                {number}
              </Link>
            </th>
            <td>
              {changeWords(type)}, {momentWords(at, place)}
            </td>
            <td>
              {deliveryId ? (
                <Link className="link" href={`/admin/deliveries/${deliveryId}`}>
                  {deliveryStateWords[state as DeliveryState]}
                </Link>
              ) : (
                missingWords(state)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function missingWords(state: string): string {
  if (state === "missing") return "Not planned: it was connected or changed after that";
  return `${deliveryStateWords[state as DeliveryState]}. Its record was taken out`;
}

import type { ReactNode } from "react";
import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";
import { unitsOf } from "@/components/orders/board/ticket-sums";
import { formatMoney } from "@/lib/money";
import { dueOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** What was agreed: the note first, then lines and the sum. */
export function OrderLines({ order, children }: { order: OrderSnapshot; children: ReactNode }) {
  const money = (minor: number) => formatMoney(minor, order.currency, order.locale);
  const due = dueOf(order);
  return (
    <section className={`panel ${s.lines}`} aria-label="Lines">
      {order.note && (
        <p className={s.note}>
          <Glyph name="note" />
          <span>
            <span className="sr">Note: </span>
            {order.note}
          </span>
        </p>
      )}
      <table>
        <caption className="sr">What was ordered</caption>
        <thead className="sr">
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">Item</th>
            <th scope="col">SKU</th>
            <th scope="col">Each</th>
            <th scope="col">Sum</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td className={s.quantity}>{line.quantity}</td>
              <td>
                <b>{line.itemName}</b> <span className="mid">{line.variantName}</span>
              </td>
              <td className="quiet meta">{line.sku}</td>
              <td className="num mid">{money(line.unitPriceMinor)}</td>
              <td className="num">{money(line.totalMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className={s.quantity}>{unitsOf(order.lines)}</td>
            <td colSpan={3}>{sumWords(order)}</td>
            <td className="num">{money(order.totalMinor)}</td>
          </tr>
          {order.paidAt && due !== 0 && (
            <tr className={s.due}>
              <td />
              <td colSpan={3}>{due > 0 ? "Still to pay" : "To give back"}</td>
              <td className="num">{money(Math.abs(due))}</td>
            </tr>
          )}
        </tfoot>
      </table>
      {children}
    </section>
  );
}

function sumWords(order: OrderSnapshot): string {
  const { paidAt, status } = order;
  if (paidAt) return dueOf(order) === 0 ? "Paid" : "Total";
  return status === "cancelled" || status === "not_collected" ? "Not paid" : "To pay at the door";
}

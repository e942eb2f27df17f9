import { Photo } from "@/components/ui/photo";
import { formatMoney } from "@/lib/money";
import type { OrderView } from "@/lib/orders/queries";
import { isOpen } from "@/lib/orders/status";

/** What was agreed: lines with the names and prices of that moment. */
export function Ordered({ order }: { order: OrderView }) {
  const money = (minor: number) => formatMoney(minor, order.currency, order.locale);
  return (
    <section className="blk ordered" aria-labelledby="ordered">
      <h2 className="title" id="ordered">
        What you ordered
      </h2>
      <ul className="lines">
        {order.lines.map((line) => (
          <li className="line" key={line.id}>
            <Photo photo={line.photo} alt="" sizes="48px" className="thumb" letter={line.itemName} />
            <h3 className="name">
              {line.quantity} × {line.itemName}
              {line.variantName && <span className="small block">{line.variantName}</span>}
            </h3>
            <span className="price">{money(line.totalMinor)}</span>
          </li>
        ))}
      </ul>
      <p className="sum">
        {owed(order)}
        <span className="price">{money(order.totalMinor)}</span>
      </p>
      {order.note && (
        <p className="noted">
          <span className="small">Your note</span>
          {order.note}
        </p>
      )}
    </section>
  );
}

function owed({ status, paidAt }: OrderView): string {
  if (paidAt) return "Paid";
  if (status === "cancelled") return "Not to be paid";
  return isOpen(status) ? "To pay when you collect" : "Total";
}

import { Fern } from "@/components/orders/customer/fern";
import { greeting, parting } from "@/components/orders/customer/words";
import type { OrderStatus } from "@/lib/orders/status";

type NumberCardProps = { number: string; status: OrderStatus; customerName: string };

/** The number is the receipt: it can be read across a counter. */
export function NumberCard({ number, status, customerName }: NumberCardProps) {
  const over = status === "cancelled" || status === "not_collected";
  return (
    <section className={over ? "receipt over" : "receipt"} role="status">
      {!over && <Fern />}
      <p>{greeting(status, customerName.split(/\s+/)[0] ?? "")}</p>
      <h1 className="num" data-digits={number.length}>
        <span className="sr-only">Order </span>
        {number}
      </h1>
      <p>{parting(status)}</p>
    </section>
  );
}

import Link from "next/link";

type EmptyCartProps = {
  left: number;
  dayWords: string | null;
  href: string;
  /** The order that the last cart became. */
  order: { number: string; token: string } | null;
};

/** A cart with nothing in it, and what there is to fill it with. */
export function EmptyCart({ left, dayWords, href, order }: EmptyCartProps) {
  return (
    <section className="void">
      <h2 className="title">Nothing here yet</h2>
      <p>
        {dayWords ? `${left} ${left === 1 ? "thing is" : "things are"} left for ${dayWords}.` : "Have a look around."}
      </p>
      <Link className="btn" href={href} prefetch={false}>
        See what is left
      </Link>
      {!order && (
        <p className="mt-4 mb-0">
          <Link className="link" href="/find-order" prefetch={false}>
            Find an order you placed
          </Link>
        </p>
      )}
      {order && (
        <p className="mt-4 mb-0">
          <Link className="link" href={`/orders/${order.token}`} prefetch={false}>
            Your order {order.number}
          </Link>
        </p>
      )}
    </section>
  );
}

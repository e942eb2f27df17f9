import Link from "next/link";
import { shopOrNew } from "@/app/(shop)/visit";
import { Top } from "@/components/layout/top";
import { sayMissing } from "@/lib/web/missing";

/** An address that leads to no order: mistyped, or cut short on its way. */
export async function NoOrder() {
  await sayMissing();
  const { name, phone } = await shopOrNew();
  return (
    <div className="page">
      <Top back={{ href: "/", words: name }} />
      <main id="main" className="blk">
        <section className="void">
          <h1 className="title">There is no order at this address</h1>
          <p>
            A link can be cut short when it is copied. We can send you the links to your orders again
            {phone && `, or call us: ${phone}`}.
          </p>
          <Link className="btn" href="/find-order" prefetch={false}>
            Find your order
          </Link>
        </section>
      </main>
    </div>
  );
}

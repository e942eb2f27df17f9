import Link from "next/link";
import { shopOrNew } from "@/app/(shop)/visit";
import { Top } from "@/components/layout/top";
import { sayMissing } from "@/lib/web/missing";

/** An address that leads to no place in line: mistyped, or cut short on its way. */
export async function NoPlace() {
  await sayMissing();
  const { name } = await shopOrNew();
  return (
    <div className="page">
      <Top back={{ href: "/", words: name }} />
      <main id="main" className="blk">
        <section className="void">
          <h1 className="title">There is no place in line at this address</h1>
          <p>A link can be cut short when it is copied. Open it from the message that we sent.</p>
          <Link className="btn" href="/" prefetch={false}>
            See what is left
          </Link>
        </section>
      </main>
    </div>
  );
}

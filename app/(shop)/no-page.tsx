import Link from "next/link";
import { shopOrNew } from "@/app/(shop)/visit";
import { Top } from "@/components/layout/top";
import { sayMissing } from "@/lib/web/missing";

/** An item or a drop that is not there, or no more. */
export async function NoPage() {
  await sayMissing();
  const { name } = await shopOrNew();
  return (
    <div className="page">
      <Top back={{ href: "/", words: name }} />
      <main id="main" className="blk">
        <section className="void">
          <h1 className="title">There is no such page here</h1>
          <p>The address may be old or mistyped, or the shop no longer sells what it showed.</p>
          <Link className="btn" href="/" prefetch={false}>
            To the shop
          </Link>
        </section>
      </main>
    </div>
  );
}

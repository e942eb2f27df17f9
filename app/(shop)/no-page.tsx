import Link from "next/link";
import { shopOrNew } from "@/app/(shop)/visit";
import { Top } from "@/components/layout/top";
import { sayMissing } from "@/lib/web/missing";

/** An item or a drop that is not there, or no more. */
export function NoPage() {
  return (
    <Missing
      title="There is no such page here"
      words="The address may be old or mistyped, or the shop no longer sells what it showed."
      way="To the shop"
    />
  );
}

type MissingProps = { title: string; words: string; way: string };

/** Says that nothing is at an address, and leads to the shop. */
export async function Missing({ title, words, way }: MissingProps) {
  await sayMissing();
  const { name } = await shopOrNew();
  return (
    <div className="page">
      <Top back={{ href: "/", words: name }} />
      <main id="main" className="blk">
        <section className="void">
          <h1 className="title">{title}</h1>
          <p>{words}</p>
          <Link className="btn" href="/" prefetch={false}>
            {way}
          </Link>
        </section>
      </main>
    </div>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { shopOrNew } from "@/app/(shop)/visit";

export const metadata: Metadata = { title: "Almost in line", robots: { index: false, follow: false } };

/** After joining a waiting list without JavaScript. */
export default async function AskedPage() {
  const { name } = await shopOrNew();
  return (
    <div className="page">
      <header className="top">
        <Link className="brand" href="/" prefetch={false}>
          {name}
        </Link>
      </header>
      <main id="main" className="in-line">
        <section className="blk">
          <h1>Almost in line</h1>
          <p className="lede">We wrote to you. Open the message and confirm: from then on you are in line.</p>
          <p className="mt-5">
            <Link className="btn quiet" href="/" prefetch={false}>
              Back to the shop
            </Link>
          </p>
        </section>
      </main>
    </div>
  );
}

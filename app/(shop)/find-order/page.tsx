import type { Metadata } from "next";
import { askForLinks } from "@/app/(shop)/find-order/actions";
import { shopOfPage, shopOrNew } from "@/app/(shop)/visit";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { Top } from "@/components/layout/top";
import { FindOrder } from "@/components/orders/own/find-order";
import { whatSends } from "@/lib/deliveries/outbox-queries";
import { unlessOutage } from "@/lib/web/outage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Find your order, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function FindOrderPage() {
  const shop = await unlessOutage(shopOfPage);
  if (!shop) return <OutOfReach />;
  return (
    <div className="page">
      <Top back={{ href: "/", words: shop.name }} />
      <main id="main" className="blk">
        <h1 className="title big">Find your order</h1>
        {whatSends().email ? (
          <FindOrder phone={shop.phone} trap={shop.trapForms} action={askForLinks} />
        ) : (
          <p className="mt-3">
            This shop sends no email yet. {shop.phone ? `Call ${shop.phone}` : "Ask the shop"} and say your name and the
            day: we find it.
          </p>
        )}
      </main>
    </div>
  );
}

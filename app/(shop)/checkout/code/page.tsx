import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { keep, leave } from "@/app/(shop)/checkout/actions";
import { confirmAndPlace, sendAnother } from "@/app/(shop)/checkout/code/actions";
import { keptOf, mayBeKept } from "@/app/(shop)/checkout/kept";
import { FollowedCart } from "@/app/(shop)/followed-cart";
import { loadVisit, shopOrNew } from "@/app/(shop)/visit";
import { CodeForm } from "@/components/checkout/code-form";
import { KeptForYou } from "@/components/checkout/kept-for-you";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { Top } from "@/components/layout/top";
import { OrderingNotice } from "@/components/ordering/ordering-now";
import { formatMoney } from "@/lib/money";
import { findCodeSent } from "@/lib/people/code-queries";
import { unlessOutage } from "@/lib/web/outage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Your code, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function CodePage() {
  const visit = await unlessOutage(() => loadVisit());
  if (!visit) return <OutOfReach />;
  const { shop, cart, money, lastOrder } = visit;
  if (!cart && lastOrder) redirect(`/orders/${lastOrder.token}`);
  const sent = cart && (await findCodeSent(cart.id));
  if (!cart || !sent) redirect("/checkout");
  return (
    <FollowedCart visit={visit} cart={cart}>
      {mayBeKept(cart, shop) && (
        <KeptForYou told={keptOf(cart, shop)} keep={keep} leave={leave} back="/checkout/code" />
      )}
      <div className="page">
        <Top back={{ href: "/checkout", words: "Back to checkout" }} />
        <OrderingNotice />
        <main id="main" className="blk">
          <CodeForm
            cartId={cart.id}
            opens="order"
            total={{ minor: cart.totalMinor, words: formatMoney(cart.totalMinor, money.currency, money.locale) }}
            sent={sent}
            confirm={confirmAndPlace}
            another={sendAnother}
          />
        </main>
      </div>
    </FollowedCart>
  );
}

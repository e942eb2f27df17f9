import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { FollowedCart } from "@/app/(shop)/followed-cart";
import { loadVisit, type Visit } from "@/app/(shop)/visit";
import { NothingKept } from "@/components/cart/nothing-kept";
import { Top } from "@/components/layout/top";
import { OrderingNotice } from "@/components/ordering/ordering-now";
import type { CartView } from "@/lib/checkout/queries";
import { formatTime } from "@/lib/time";
import { unlessOutage } from "@/lib/web/outage";

type Door = Visit & { cart: CartView };

/** The visit of whoever has to enter a code before checkout; null in an outage. Everyone else is led to their cart: they come back here from checkout. */
export async function readDoor(): Promise<Door | null> {
  const visit = await unlessOutage(() => loadVisit());
  if (!visit) return null;
  const { cart } = visit;
  return cart?.waitsForCode && cart.lines.length > 0 ? { ...visit, cart } : redirect("/cart");
}

/** What surrounds a page before checkout. It follows what is left meanwhile. */
export function WaitsForCode({ children, ...visit }: Door & { children: ReactNode }) {
  return (
    <FollowedCart visit={visit} cart={visit.cart}>
      <div className="page">
        <Top back={{ href: "/cart", words: "Back to your cart" }} />
        <OrderingNotice />
        <main id="main" className="blk">
          {children}
        </main>
      </div>
    </FollowedCart>
  );
}

/** Such a page says below its button that nothing is kept yet. */
export function NotKeptYet({ cart: { hold }, shop: { holdMinutes, locale, timezone } }: Pick<Door, "cart" | "shop">) {
  const keptUntil = hold.until && formatTime(hold.until, locale, timezone);
  return <NothingKept keeps={holdMinutes > 0} waitsForCode keptUntil={keptUntil} />;
}

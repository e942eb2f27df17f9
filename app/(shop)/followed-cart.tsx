import type { ReactNode } from "react";
import { heldIn, type Visit } from "@/app/(shop)/visit";
import { CartNow } from "@/components/cart/cart-now";
import { OutOfTouch } from "@/components/layout/out-of-touch";
import { OrderingNow } from "@/components/ordering/ordering-now";
import type { CartView } from "@/lib/checkout/queries";

type Props = { visit: Visit; cart: CartView; children: ReactNode };

/** A page of the cart that follows the shop: whether it takes orders, and what is left of what is in the cart. It says when it is out of touch. */
export function FollowedCart({ visit: { shop, ordering, days }, cart, children }: Props) {
  const place = { locale: shop.locale, timezone: shop.timezone };
  // A cart may have been filled for a day that is over.
  const day = days.some((one) => one.day === cart.day) ? cart.day : null;
  return (
    <OrderingNow {...ordering}>
      <OutOfTouch {...place} what="What you see" />
      <CartNow lines={cart.lines} day={day} held={heldIn(cart)} place={place}>
        {children}
      </CartNow>
    </OrderingNow>
  );
}

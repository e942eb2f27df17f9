import { ArrowRight, ShoppingBag } from "lucide-react";
import Link from "next/link";
import type { CartView } from "@/lib/checkout/queries";
import { formatMoney } from "@/lib/money";
import { formatShortDay } from "@/lib/time";

type CartBarProps = { cart: CartView | null; money: { currency: string; locale: string } };

/** The cart, always one tap away at the foot of a small screen. */
export function CartBar({ cart, money }: CartBarProps) {
  if (!cart || cart.count === 0) {
    return (
      <nav aria-label="Your cart">
        <Link className="bar none" href="/cart" prefetch={false}>
          <ShoppingBag className="ico" aria-hidden />
          Cart
        </Link>
      </nav>
    );
  }
  return (
    <nav aria-label="Your cart">
      <Link className="bar" href="/cart" prefetch={false}>
        <span className="what">
          <i className="sr-only">Cart: </i>
          {cart.count} in your cart
          {cart.day && <span>{formatShortDay(cart.day, money.locale)}</span>}
        </span>
        <span className="price">{formatMoney(cart.totalMinor, money.currency, money.locale)}</span>
        <span className="go">
          View
          <ArrowRight className="ico" aria-hidden />
        </span>
      </Link>
    </nav>
  );
}

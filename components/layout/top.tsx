import { ChevronLeft, ShoppingBag } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type TopProps = { back: { href: string; words: string }; children?: ReactNode };

/** The head of a page inside the shop: the way back, and the cart. */
export function Top({ back, children }: TopProps) {
  return (
    <header className="top">
      <Link className="back" href={back.href} prefetch={false}>
        <ChevronLeft className="ico" aria-hidden />
        {back.words}
      </Link>
      {children}
    </header>
  );
}

/** The way to the cart, with how many things are in it. */
export function CartLink({ count }: { count: number }) {
  return (
    <Link className="bag" href="/cart" prefetch={false}>
      <ShoppingBag className="ico" aria-hidden />
      Cart
      {count > 0 && <b>{count}</b>}
    </Link>
  );
}

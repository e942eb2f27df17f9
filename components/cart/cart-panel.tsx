import Link from "next/link";
import { CartNow } from "@/components/cart/cart-now";
import { CheckOut } from "@/components/cart/check-out";
import { NothingKept } from "@/components/cart/nothing-kept";
import { PanelLines } from "@/components/cart/panel-lines";
import { cataloguePath } from "@/components/catalog/paths";
import { WhileTaken } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import type { Place } from "@/lib/catalog/words-of-drops";
import type { CartView } from "@/lib/checkout/queries";
import type { LiveCart } from "@/lib/live/rules";
import { formatMoney } from "@/lib/money";
import { formatDay, formatTime } from "@/lib/time";

type CartPanelProps = {
  cart: CartView | null;
  held: LiveCart | null;
  /** Whether checking out keeps what is in it. */
  keeps: boolean;
  money: { currency: string; locale: string };
  place: Place;
  setLine: Action;
  enter: Action;
};

/** The cart beside the catalogue on a wide screen. It follows what is left, as the cart's own page does. */
export function CartPanel({ cart, ...rest }: CartPanelProps) {
  return (
    <aside className="side" aria-label="Your cart">
      <div className="box">
        <h2 className="title">
          <Link className="no-underline" href="/cart" prefetch={false}>
            <span className="sr-only">Cart: </span>Your cart
          </Link>
        </h2>
        {cart && cart.lines.length > 0 ? (
          <Filled cart={cart} {...rest} />
        ) : (
          <p className="small mt-1">Nothing here yet. What you add waits here.</p>
        )}
      </div>
    </aside>
  );
}

function Filled({ cart, held, keeps, money, place, setLine, enter }: CartPanelProps & { cart: CartView }) {
  return (
    <CartNow lines={cart.lines} day={cart.day} held={held} place={place}>
      {cart.day && <p className="small">{formatDay(cart.day, money.locale)}</p>}
      <PanelLines money={money} place={place} setLine={setLine} back={cataloguePath(cart.day)} />
      <p className="sum">
        Total<span className="price">{formatMoney(cart.totalMinor, money.currency, money.locale)}</span>
      </p>
      <WhileTaken>
        <CheckOut enter={enter} />
      </WhileTaken>
      <NothingKept
        keeps={keeps}
        waitsForCode={cart.waitsForCode}
        keptUntil={cart.hold.until && formatTime(cart.hold.until, place.locale, place.timezone)}
      />
    </CartNow>
  );
}

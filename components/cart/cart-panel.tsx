import Link from "next/link";
import { CheckOut } from "@/components/cart/check-out";
import { Stepper } from "@/components/cart/stepper";
import { cataloguePath } from "@/components/catalog/paths";
import { WhileTaken } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import { fullName } from "@/lib/catalog/rules";
import type { CartView } from "@/lib/checkout/queries";
import { formatMoney } from "@/lib/money";
import { formatDay } from "@/lib/time";

type CartPanelProps = {
  cart: CartView | null;
  money: { currency: string; locale: string };
  setLine: Action;
  enter: Action;
};

/** The cart beside the catalogue on a wide screen. */
export function CartPanel({ cart, money, ...actions }: CartPanelProps) {
  return (
    <aside className="side" aria-label="Your cart">
      <div className="box">
        <h2 className="title">
          <Link className="no-underline" href="/cart" prefetch={false}>
            <span className="sr-only">Cart: </span>Your cart
          </Link>
        </h2>
        {cart && cart.lines.length > 0 ? (
          <Filled cart={cart} money={money} {...actions} />
        ) : (
          <p className="small mt-1">Nothing here yet. What you add waits here.</p>
        )}
      </div>
    </aside>
  );
}

function Filled({ cart, money, setLine, enter }: CartPanelProps & { cart: CartView }) {
  return (
    <>
      {cart.day && <p className="small">{formatDay(cart.day, money.locale)}</p>}
      <ul className="mt-2">
        {cart.lines.map((line) => (
          <li className="line" key={line.variantId}>
            <div>
              <h3 className="name">{line.itemName}</h3>
              {line.variantName && <p className="small">{line.variantName}</p>}
            </div>
            <span className="price">{formatMoney(line.totalMinor, money.currency, money.locale)}</span>
            <div className="tools">
              <Stepper
                variantId={line.variantId}
                name={fullName(line.itemName, line.variantName)}
                quantity={line.quantity}
                most={line.most}
                action={setLine}
                back={cataloguePath(cart.day)}
              />
            </div>
          </li>
        ))}
      </ul>
      <p className="sum">
        Total<span className="price">{formatMoney(cart.totalMinor, money.currency, money.locale)}</span>
      </p>
      <WhileTaken>
        <CheckOut enter={enter} />
      </WhileTaken>
      <p className="small mt-3">Nothing is kept for you yet.</p>
    </>
  );
}

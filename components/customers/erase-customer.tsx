import s from "@/components/customers/customers.module.css";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { CustomerView } from "@/lib/customers/queries";

type Props = { customer: CustomerView; open: number; action: StaffAction };

/** Forgets a person who asked for it, and says plainly what stays and what is out of reach. */
export function EraseCustomer({ customer: { orderId, name, sums }, open, action }: Props) {
  const orders = sums.orders === 1 ? "1 order" : `${sums.orders} orders`;
  return (
    <section className={`panel ${s.act}`} aria-labelledby="erase">
      <h2 id="erase">Erase on request</h2>
      <p className="mid">
        Name, contact and notes are emptied in {orders}, in their history and in every message about them. The orders
        keep their numbers, lines and totals.
      </p>
      <p className="meta quiet">
        Out of reach from here: exports that other systems already received, emails and texts that already arrived,
        files that were downloaded, and backups made before. An address that somebody typed for another person's order
        stays there.
      </p>
      {open > 0 ? (
        <p className="meta">
          <b>{open === 1 ? "An order is still open." : `${open} orders are still open.`}</b> Complete or cancel{" "}
          {open === 1 ? "it" : "them"} first.
        </p>
      ) : (
        <ConfirmButton
          label="Erase this customer…"
          title={`Erase ${name || "this customer"}?`}
          confirm="Erase for good"
          action={action}
          about={orderId}
          fields={{ orderId }}
          words={
            <p>
              {orders} {sums.orders === 1 ? "loses" : "lose"} name, contact and notes. Messages not sent yet are
              withdrawn. This cannot be undone.
            </p>
          }
        />
      )}
    </section>
  );
}

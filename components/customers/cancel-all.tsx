import s from "@/components/customers/customers.module.css";
import type { Place } from "@/components/layout/admin-clock";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { CustomerOrder } from "@/lib/customers/orders-queries";
import { formatMoney } from "@/lib/money";
import { orderNumber } from "@/lib/orders/number";
import { statusWords } from "@/lib/orders/status";
import { pickupWords } from "@/lib/orders/words-of-change";

type Props = { orderId: string; orders: CustomerOrder[]; action: StaffAction; place: Place };

/** Cancels everything that somebody still has open, after it was listed. It stays when nothing is left, to say what was done. */
export function CancelAll({ orderId, orders, action, place }: Props) {
  const these = ["it", "both"][orders.length - 1] ?? `all ${orders.length}`;
  const count = orders.length === 1 ? "the open order" : `${these} open orders`;
  return (
    <section className={`panel ${s.act}`} aria-labelledby="cancel-all">
      <h2 id="cancel-all">Pranks happen</h2>
      <p className="mid">
        {orders.length === 0
          ? "This person has no open order."
          : "Every open order of this person can be cancelled at once."}
      </p>
      <div hidden={orders.length === 0}>
        <ConfirmButton
          label={`Cancel ${count}…`}
          title={`Cancel ${count}?`}
          confirm={`Cancel ${these}`}
          action={action}
          about={orderId}
          fields={{ orderId, orderIds: orders.map(({ id }) => id).join() }}
          words={
            <>
              <ul className={s.listed}>
                {orders.map((order) => (
                  <li key={order.id}>
                    <b>{orderNumber(order)}</b>
                    <span>
                      {pickupWords({ ...order, locale: place.locale })}, {statusWords[order.status].toLowerCase()}
                      {order.paidAt && ", paid"}
                    </span>
                    <span>{formatMoney(order.totalMinor, order.currency, order.locale)}</span>
                  </li>
                ))}
              </ul>
              <p>
                The customer is told of each, with your reason. This cannot be undone.
                {orders.some(({ paidAt }) => paidAt) && " What is paid is yours to give back."}
              </p>
            </>
          }
        >
          <TextField name="reason" label="Reason" hint="The customer will read it." required maxLength={200} />
          <SelectField
            name="units"
            label="Goods of a day"
            hint="Goods that keep always go back to stock."
            options={[
              { value: "back", words: "Back to stock, to be sold" },
              { value: "written_off", words: "Written off" },
            ]}
          />
        </ConfirmButton>
      </div>
    </section>
  );
}

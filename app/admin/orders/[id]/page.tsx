import type { Metadata } from "next";
import Link from "next/link";
import { confirmAgain, sayArrived, sendOnceMore } from "@/app/admin/deliveries/actions";
import { accept, cancel, complete, markReady, notCollected, note, tickPaid } from "@/app/admin/orders/actions";
import { readOrder } from "@/app/admin/orders/read-order";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { knownWords } from "@/components/customers/customer-words";
import { ConfirmAgain } from "@/components/deliveries/confirm-again";
import { isUnderWay } from "@/components/deliveries/delivery-words";
import { OrderDeliveries } from "@/components/deliveries/order-deliveries";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { CancelForm } from "@/components/orders/admin/cancel-form";
import { FollowOrder } from "@/components/orders/admin/follow-order";
import { Neighbours } from "@/components/orders/admin/neighbours";
import { NotCollected } from "@/components/orders/admin/not-collected";
import { NotReached } from "@/components/orders/admin/not-reached";
import { NoteForm } from "@/components/orders/admin/note-form";
import s from "@/components/orders/admin/order.module.css";
import { OrderHead } from "@/components/orders/admin/order-head";
import { OrderLines } from "@/components/orders/admin/order-lines";
import { OrderRail } from "@/components/orders/admin/order-rail";
import { Customer, Pickup, Timeline } from "@/components/orders/admin/order-side";
import { cancelConsequences, uncollectedWords } from "@/components/orders/admin/order-words";
import { PaidForm } from "@/components/orders/admin/paid-form";
import { PrintLinks } from "@/components/orders/admin/print-links";
import { timelineOf } from "@/components/orders/admin/timeline";
import { dayWords } from "@/components/orders/board/ticket-view";
import { may } from "@/lib/actor";
import { sumCustomer } from "@/lib/customers/queries";
import { listPrunedOfOrder } from "@/lib/deliveries/pruned-queries";
import { listDeliveriesOfOrder } from "@/lib/deliveries/queries";
import { listUnreachedOf } from "@/lib/deliveries/unreached";
import { findNeighbours, listLinesThatKeep, type Neighbour } from "@/lib/orders/change-queries";
import { orderNumber } from "@/lib/orders/number";
import { dueOf } from "@/lib/orders/rules";
import { canChange, isOpen } from "@/lib/orders/status";
import { getOpenDays } from "@/lib/pickup/queries-of-hours";
import { listNoLongerOffered } from "@/lib/pickup/queries-of-slots";
import { whenWords } from "@/lib/pickup/rules-of-hours";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  const order = await readOrder((await params).id);
  return { title: `${orderNumber(order)} ${order.customer.name}` };
});

export default staffPage(async function OrderPage({ params }: Props) {
  const staff = await requireStaff();
  const { id } = await params;
  const order = await readOrder(id);
  const [shop, days, deliveries, pruned, unreached, answer, { before, after }, keeping, sums] = await Promise.all([
    getShop(),
    getOpenDays(),
    listDeliveriesOfOrder(id),
    listPrunedOfOrder(id),
    listUnreachedOf(id),
    findAnswer(),
    findNeighbours(order.number),
    listLinesThatKeep(id),
    may(staff, "customers.view") && order.customer.name ? sumCustomer(id) : null,
  ]);
  const gone = await listNoLongerOffered(order.slot ? [order.slot.id] : []);
  const { locale, timezone } = shop;
  const now = new Date();
  const place = { locale, timezone, today: dayOf(now, timezone) };
  const refused = answer && !answer.done && answer.about === id ? answer : null;
  const changing = may(staff, "orders.change") && canChange(order.status) ? `/admin/orders/${id}/change` : null;
  const refusedIn = (field: string) => (refused?.typed[field] === undefined ? undefined : refused.message);
  const when = whenWords(order, days, locale);
  return (
    <AdminPage
      title={
        <Link className="btn bare small" href="/admin/orders">
          ‹ Orders
        </Link>
      }
      far={<Neighbours before={shownOf(before)} after={shownOf(after)} />}
    >
      <FollowOrder token={order.token} number={orderNumber(order)} status={order.status} revision={order.revision} />
      <OrderHead
        id={id}
        number={orderNumber(order)}
        name={order.customer.name}
        status={order.status}
        actions={may(staff, "orders.move") ? { accept, markReady, complete } : null}
        refused={refused?.message}
      >
        {may(staff, "orders.cancel") && (
          <CancelForm
            id={id}
            status={order.status}
            lines={order.lines}
            consequences={cancelConsequences(order, dayWords(order.pickupDay, place))}
            action={cancel}
            typed={refused?.typed}
            refused={refusedIn("reason")}
          />
        )}
        {may(staff, "orders.move") && (
          <NotCollected id={id} status={order.status} action={notCollected} byKind={uncollectedWords(order, keeping)} />
        )}
        {may(staff, "orders.print") && <PrintLinks id={id} />}
        {changing && (
          <Link className="btn" href={changing}>
            Change
          </Link>
        )}
      </OrderHead>
      <Refresh every={3} while={deliveries.some((row) => isUnderWay(row, now))} />
      <NotReached found={unreached} change={changing} />
      <OrderRail order={order} place={place} />
      <div className={s.two}>
        <div>
          <OrderLines order={order}>
            {may(staff, "orders.pay") && order.status !== "cancelled" && (
              <PaidForm
                id={id}
                paid={order.paidAt !== null}
                rest={order.paidAt !== null && dueOf(order) !== 0}
                paidWords={order.paidAt ? `since ${momentWords(new Date(order.paidAt), place)}` : shop.paymentNote}
                action={tickPaid}
              />
            )}
          </OrderLines>
          <OrderDeliveries
            rows={deliveries}
            pruned={pruned.length}
            place={place}
            now={now}
            resendAfter={shop.resendUnknownAfter}
            sending={{
              again: may(staff, "deliveries.send_again") ? sendOnceMore : null,
              arrived: may(staff, "deliveries.send_again") ? sayArrived : null,
              refused: answer && !answer.done ? { id: answer.about, words: answer.message } : null,
            }}
          >
            {may(staff, "deliveries.send_again") && isOpen(order.status) && (
              <ConfirmAgain
                orderId={id}
                email={order.customer.email}
                action={confirmAgain}
                typed={refused?.typed.email}
                refused={refusedIn("email")}
              />
            )}
          </OrderDeliveries>
        </div>
        <aside aria-label="About this order">
          <Pickup
            day={dayWords(order.pickupDay, place)}
            time={order.slot ? when : ""}
            gone={isOpen(order.status) && gone.size > 0}
            hours={order.slot ? "" : when}
            address={shop.address}
            change={changing}
          />
          <Customer
            order={order}
            known={sums && { words: knownWords(sums, new Date(order.placedAt)), href: `/admin/customers/${id}` }}
          />
          <Timeline entries={timelineOf(order, deliveries, pruned)} place={place}>
            {may(staff, "orders.note") && (
              <NoteForm id={id} action={note} typed={refused?.typed.text} refused={refusedIn("text")} />
            )}
          </Timeline>
        </aside>
      </div>
    </AdminPage>
  );
});

function shownOf(order: Neighbour | null): { id: string; shown: string } | null {
  return order && { id: order.id, shown: orderNumber(order) };
}

import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { sendOnceMore } from "@/app/admin/deliveries/actions";
import { accept, cancel, complete, markReady, notCollected, tickPaid } from "@/app/admin/orders/actions";
import { isUnderWay } from "@/components/deliveries/delivery-words";
import { OrderDeliveries } from "@/components/deliveries/order-deliveries";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { CancelForm } from "@/components/orders/admin/cancel-form";
import s from "@/components/orders/admin/order.module.css";
import { OrderHead } from "@/components/orders/admin/order-head";
import { OrderLines } from "@/components/orders/admin/order-lines";
import { OrderRail } from "@/components/orders/admin/order-rail";
import { Customer, Pickup, Timeline } from "@/components/orders/admin/order-side";
import { cancelConsequences, hoursWords } from "@/components/orders/admin/order-words";
import { PaidForm } from "@/components/orders/admin/paid-form";
import { timelineOf } from "@/components/orders/admin/timeline";
import { dayWords } from "@/components/orders/board/ticket-view";
import { may } from "@/lib/actor";
import { listDeliveriesOfOrder } from "@/lib/deliveries/queries";
import { orderNumber } from "@/lib/orders/number";
import { getOrder } from "@/lib/orders/queries";
import { canMove } from "@/lib/orders/status";
import { isRefusal } from "@/lib/refusal";
import { getShop, listHours } from "@/lib/settings/queries";
import { dayOf, weekdayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

const readOrder = cache(async (id: string) => {
  try {
    return await getOrder(id);
  } catch (error) {
    if (isRefusal(error, "not_found")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  const order = await readOrder((await params).id);
  return { title: `${orderNumber(order)} ${order.customer.name}` };
}

export default async function OrderPage({ params }: Props) {
  const staff = await requireStaff();
  const { id } = await params;
  const [order, shop, hours, deliveries, answer] = await Promise.all([
    readOrder(id),
    getShop(),
    listHours(),
    listDeliveriesOfOrder(id),
    findAnswer(),
  ]);
  const { locale, timezone } = shop;
  const now = new Date();
  const place = { locale, timezone, today: dayOf(now, timezone) };
  const refused = answer && !answer.done && answer.about === id ? answer : null;
  const open = hours.find((row) => row.weekday === weekdayOf(order.pickupDay));
  return (
    <AdminPage
      title={
        <Link className="btn bare small" href="/admin/orders">
          ‹ Orders
        </Link>
      }
    >
      <OrderHead
        id={id}
        number={orderNumber(order)}
        name={order.customer.name}
        status={order.status}
        actions={may(staff, "orders.move") ? { accept, markReady, complete, notCollected } : null}
        refused={refused?.message}
      >
        {may(staff, "orders.cancel") && canMove(order.status, "cancel") && (
          <CancelForm
            id={id}
            consequences={cancelConsequences(order, dayWords(order.pickupDay, place))}
            action={cancel}
            typed={refused?.typed.reason}
            refused={refused?.typed.reason === undefined ? undefined : refused.message}
          />
        )}
      </OrderHead>
      <Refresh every={3} while={deliveries.some((row) => isUnderWay(row, now))} />
      <OrderRail order={order} place={place} />
      <div className={s.two}>
        <div>
          <OrderLines order={order}>
            {may(staff, "orders.pay") && order.status !== "cancelled" && (
              <PaidForm
                id={id}
                paid={order.paidAt !== null}
                paidWords={order.paidAt ? `since ${momentWords(new Date(order.paidAt), place)}` : shop.paymentNote}
                action={tickPaid}
              />
            )}
          </OrderLines>
          <OrderDeliveries
            rows={deliveries}
            place={place}
            now={now}
            sending={{
              action: may(staff, "deliveries.send_again") ? sendOnceMore : null,
              refused: answer && !answer.done ? { id: answer.about, words: answer.message } : null,
            }}
          />
        </div>
        <aside aria-label="About this order">
          <Pickup day={dayWords(order.pickupDay, place)} hours={open ? hoursWords(open) : ""} address={shop.address} />
          <Customer order={order} />
          <Timeline entries={timelineOf(order, deliveries)} place={place} />
        </aside>
      </div>
    </AdminPage>
  );
}

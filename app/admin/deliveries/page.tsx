import type { Metadata } from "next";
import Link from "next/link";
import { sayArrived, sendOnceMore } from "@/app/admin/deliveries/actions";
import s from "@/components/deliveries/deliveries.module.css";
import { DeliveryFilter, filterOf, filterPath } from "@/components/deliveries/delivery-filter";
import { DeliveryList } from "@/components/deliveries/delivery-list";
import { isUnderWay } from "@/components/deliveries/delivery-words";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { ListKeys } from "@/components/ui/list-keys";
import { may } from "@/lib/actor";
import { listDeliveries } from "@/lib/deliveries/queries";
import { countTrouble } from "@/lib/deliveries/trouble";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Deliveries" };

type Props = { searchParams: SearchParams };

export default async function DeliveriesPage({ searchParams }: Props) {
  const [staff, shop, state, channel, destination, cursor] = await Promise.all([
    requireStaff(),
    getShop(),
    findWords(searchParams, "state"),
    findWords(searchParams, "channel"),
    findWords(searchParams, "destination"),
    findWords(searchParams, "cursor"),
  ]);
  const filter = filterOf({ state, channel, destination });
  const [{ rows, next }, counts, answer] = await Promise.all([
    listDeliveries({ ...filter, cursor }),
    countTrouble(),
    findAnswer(),
  ]);
  const now = new Date();
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(now, shop.timezone) };
  return (
    <AdminPage title={<h1>Deliveries</h1>}>
      <Refresh every={5} while={rows.some((row) => isUnderWay(row, now))} />
      <DeliveryFilter filter={filter} counts={counts} />
      {rows.length > 0 ? (
        <DeliveryList
          rows={rows}
          place={place}
          now={now}
          sending={{
            again: may(staff, "deliveries.send_again") ? sendOnceMore : null,
            arrived: may(staff, "deliveries.send_again") ? sayArrived : null,
            refused: answer && !answer.done ? { id: answer.about, words: answer.message } : null,
          }}
        />
      ) : (
        <p className="empty">
          <b>{state || channel || cursor ? "Nothing here under this choice." : "Nothing has gone out yet."}</b>
          {state || channel || cursor
            ? "Choose another state or channel."
            : "Each order makes its messages: to the customer, to the shop, to other systems."}
        </p>
      )}
      <ListKeys row="message" />
      <nav className={s.pages} aria-label="Pages">
        {cursor && (
          <Link className="btn" href={filterPath(filter)}>
            Newest
          </Link>
        )}
        {next && (
          <Link className="btn" href={filterPath(filter, next)}>
            Older
          </Link>
        )}
      </nav>
    </AdminPage>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { AdminPage } from "@/components/layout/admin-page";
import { FindOrder } from "@/components/orders/board/find-order";
import { ListFilters } from "@/components/orders/list/list-filters";
import { allOrders, countWords, listAddress } from "@/components/orders/list/list-words";
import { OrderTable } from "@/components/orders/list/order-table";
import { Empty } from "@/components/ui/empty";
import { ListKeys } from "@/components/ui/list-keys";
import { Pager } from "@/components/ui/pager";
import { may } from "@/lib/actor";
import { listItemNames } from "@/lib/catalog/item-names";
import { type everyOrder, isNarrowed, readCursor, readOrderFilter } from "@/lib/orders/list-filter";
import { listOrders, mostCounted } from "@/lib/orders/list-queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { readParams, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export const metadata: Metadata = { title: "All orders" };

export default async function AllOrdersPage({ searchParams }: Props) {
  const [staff, shop, said] = await Promise.all([requireStaff(), getShop(), readParams(searchParams)]);
  const filter = readOrderFilter(said);
  const cursor = readCursor(said.page ?? "");
  const [page, items] = await Promise.all([
    listOrders({ filter, timezone: shop.timezone, cursor }),
    listItemNames(filter.item),
  ]);
  const { locale, timezone } = shop;
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const exact = cursor ? null : page.exact;
  const rows = exact ? [exact, ...page.rows.filter((row) => row.id !== exact.id)] : page.rows;
  return (
    <AdminPage
      title={
        <>
          <Link className="btn bare small" href="/admin/orders">
            ‹ Board
          </Link>
          <h1>All orders</h1>
        </>
      }
      far={
        <>
          <FindOrder typed={filter.find} keep={listParams(filter)} />
          {may(staff, "orders.export") && (
            <Link className="btn" href="/admin/orders/export">
              As CSV
            </Link>
          )}
        </>
      }
    >
      <ListFilters filter={filter} items={items} place={place} />
      {rows.length === 0 ? (
        <Nothing found={isNarrowed(filter)} typed={filter.find} />
      ) : (
        <>
          <p className="mid meta" role="status">
            {countWords(Math.max(page.count, rows.length), mostCounted, locale)}
            {filter.find && ` for “${filter.find}”`}, newest first
          </p>
          <OrderTable rows={rows} exact={exact?.id ?? null} place={place} />
          <Pager
            newest={page.newer && listAddress(filter, page.newer)}
            older={page.older && listAddress(filter, page.older)}
            words={{ newest: "Newer", older: "Older" }}
          />
        </>
      )}
      <ListKeys row="order" finds />
    </AdminPage>
  );
}

function Nothing({ found, typed }: { found: boolean; typed: string }) {
  if (!found)
    return (
      <Empty title="There are no orders yet.">Every order that is ever placed stands here, the newest first.</Empty>
    );
  return (
    <Empty
      title={typed ? `No order found for “${typed}”.` : "No order is like this."}
      action={
        <Link className="btn" href={allOrders}>
          Show all orders
        </Link>
      }
    >
      {typed
        ? "Try the beginning of the name or the email, or a few digits of the phone number."
        : "Take away a part of the filter."}
    </Empty>
  );
}

/** A new search keeps the filter, but not the words typed before. */
function listParams(filter: typeof everyOrder): Record<string, string> {
  return Object.fromEntries(new URL(listAddress({ ...filter, find: "" }), "http://shop").searchParams);
}

import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { accept, complete, markReady, moveMany, undoMany } from "@/app/admin/orders/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { Board } from "@/components/orders/board/board";
import { boardAddress, narrow, readBoardFilter } from "@/components/orders/board/board-filter";
import { BoardFilters } from "@/components/orders/board/board-filters";
import { DayTabs } from "@/components/orders/board/day-tabs";
import { FindOrder } from "@/components/orders/board/find-order";
import { stacksOf } from "@/components/orders/board/stacks";
import { toTicket } from "@/components/orders/board/ticket-view";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/actor";
import { listOrdersInTrouble } from "@/lib/deliveries/trouble";
import { countOpen, countOverdue, listBoard, listOpenOrders, mostOnBoard } from "@/lib/orders/board-queries";
import { countByDay } from "@/lib/orders/queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf, instantAt } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { readParams, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  const { placed } = await countOpen();
  return { title: placed > 0 ? `(${placed}) Orders` : "Orders" };
}

export default async function OrdersPage({ searchParams }: Props) {
  const [staff, shop, said] = await Promise.all([requireStaff(), getShop(), readParams(searchParams)]);
  if (said.find) redirect(`/admin/orders/all?${new URLSearchParams({ find: said.find })}`);
  const filter = readBoardFilter(said);
  const today = dayOf(new Date(), shop.timezone);
  const place = { locale: shop.locale, timezone: shop.timezone, today };
  const [orders, ahead, behind, open, answer] = await Promise.all([
    filter.day ? listBoard(filter.day) : listOpenOrders(instantAt(today, 0, shop.timezone)),
    countByDay(today),
    countOverdue(today),
    countOpen(),
    findAnswer(),
  ]);
  const inTrouble = await listOrdersInTrouble(orders.map((order) => order.id));
  const tickets = orders.map((order) => toTicket(order, place, inTrouble));
  return (
    <AdminPage
      title={<h1>Orders</h1>}
      beside={<DayTabs days={[...behind, ...ahead]} open={open.open} filter={filter} place={place} />}
      far={<FindOrder />}
    >
      {orders.length === mostOnBoard && (
        <Notice
          hue="stop"
          glyph="late"
          title={`These are the newest ${mostOnBoard.toLocaleString(shop.locale)} orders.`}
        >
          Complete what was handed over, or look for older ones{" "}
          <Link className="link" href="/admin/orders/all?status=open">
            in the list
          </Link>
          .
        </Notice>
      )}
      <Board
        key={boardAddress(filter)}
        stacks={stacksOf(narrow(tickets, filter), filter.column)}
        filter={filter}
        now={Date.now()}
        acceptWithin={shop.acceptWithin}
        actions={may(staff, "orders.move") ? { accept, markReady, complete, many: moveMany, undoMany } : null}
        refused={answer && !answer.done ? { order: answer.about, words: answer.message } : null}
      >
        <BoardFilters filter={filter} tickets={tickets} />
        <span className="push" />
        <Link className="link meta mid" href="/admin/orders/all">
          All orders
        </Link>
        {may(staff, "orders.print") && (
          <Link className="btn small" href="/admin/orders/print">
            Print
          </Link>
        )}
        {may(staff, "orders.place") && (
          <Link className="btn small" href="/admin/orders/new">
            New order
          </Link>
        )}
      </Board>
    </AdminPage>
  );
}

import type { Metadata } from "next";
import { accept, complete, markReady } from "@/app/admin/orders/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { Board } from "@/components/orders/board/board";
import { DayTabs } from "@/components/orders/board/day-tabs";
import { FindOrder } from "@/components/orders/board/find-order";
import { FoundOrders } from "@/components/orders/board/found-orders";
import { toTicket } from "@/components/orders/board/ticket-view";
import { may } from "@/lib/actor";
import { countOpen, countOverdue, listOpenOrders } from "@/lib/orders/board-queries";
import { countByDay, listBoard, searchOrders } from "@/lib/orders/queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf, instantAt } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { findDay, findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  const { placed } = await countOpen();
  return { title: placed > 0 ? `(${placed}) Orders` : "Orders" };
}

export default async function OrdersPage({ searchParams }: Props) {
  const [staff, shop, day, typed] = await Promise.all([
    requireStaff(),
    getShop(),
    findDay(searchParams, "day"),
    findWords(searchParams, "find"),
  ]);
  const today = dayOf(new Date(), shop.timezone);
  const place = { locale: shop.locale, timezone: shop.timezone, today };
  const [orders, ahead, behind, open, answer] = await Promise.all([
    typed ? searchOrders(typed) : day ? listBoard(day) : listOpenOrders(instantAt(today, 0, shop.timezone)),
    countByDay(today),
    countOverdue(today),
    countOpen(),
    findAnswer(),
  ]);
  const tickets = orders.map((order) => toTicket(order, place));
  return (
    <AdminPage
      title={<h1>Orders</h1>}
      beside={<DayTabs days={[...behind, ...ahead]} open={open.open} day={typed ? "none" : day} place={place} />}
      far={<FindOrder typed={typed} />}
    >
      {typed ? (
        <FoundOrders typed={typed} tickets={tickets} />
      ) : (
        <Board
          key={day ?? "all"}
          tickets={tickets}
          now={Date.now()}
          acceptWithin={shop.acceptWithin}
          day={day}
          actions={may(staff, "orders.move") ? { accept, markReady, complete } : null}
          refused={answer && !answer.done ? { order: answer.about, words: answer.message } : null}
        />
      )}
    </AdminPage>
  );
}

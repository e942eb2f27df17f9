import type { Metadata } from "next";
import Link from "next/link";
import { sell, undoSale } from "@/app/admin/counter/actions";
import { staffPage } from "@/app/admin/staff-page";
import { CounterTiles } from "@/components/counter/counter-tiles";
import { SoldToday } from "@/components/counter/sold-today";
import { toGoods } from "@/components/counter/tile-view";
import { AdminPage } from "@/components/layout/admin-page";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { listCounterSales, listTiles, sumCounterSales } from "@/lib/stock/counter-queries";
import { addDays, dayOf, formatShortDay, instantAt } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Counter" };

export default staffPage(async function CounterPage() {
  const [staff, shop] = await Promise.all([requireStaff("stock.sell"), getShop()]);
  const { locale, timezone, currency } = shop;
  const today = dayOf(new Date(), timezone);
  const since = instantAt(today, 0, timezone);
  const [tiles, sales, sum] = await Promise.all([listTiles(today), listCounterSales(since), sumCounterSales(since)]);
  return (
    <AdminPage
      title={<h1>Counter</h1>}
      beside={<span className="mid">Today, {formatShortDay(today, locale)}</span>}
      far={
        may(staff, "orders.place") && (
          <Link className="btn" href={`/admin/orders/new?day=${today}`}>
            New order
          </Link>
        )
      }
    >
      <CounterTiles
        key={today}
        day={today}
        endsAt={instantAt(addDays(today, 1), 0, timezone).getTime()}
        goods={toGoods(tiles, { currency, locale })}
        levels={tiles.map(({ variantId, available, version }) => ({ variantId, available, version }))}
        sell={sell}
        undo={undoSale}
      />
      <SoldToday sales={sales} sum={sum} shop={{ currency, locale, timezone }} />
    </AdminPage>
  );
});

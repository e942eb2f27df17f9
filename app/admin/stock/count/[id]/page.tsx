import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { staffPage } from "@/app/admin/staff-page";
import { record } from "@/app/admin/stock/count/actions";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { CountList } from "@/components/stock/count-list";
import { StockTabs } from "@/components/stock/stock-tabs";
import { StocktakeState } from "@/components/stock/stocktake-state";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { findStocktake, listStocktakeRows } from "@/lib/stock/stocktake-queries";
import { dayOf, formatShortDay } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Count" };

export default staffPage(async function StocktakePage({ params }: { params: Promise<{ id: string }> }) {
  const [staff, { locale, timezone }, { id }] = await Promise.all([requireStaff(), getShop(), params]);
  const stocktake = (await findStocktake(id)) ?? notFound();
  const rows = await listStocktakeRows(id);
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const counted = rows.filter((row) => row.count).length;
  const counts = rows.map((row) => ({ ...row, at: row.count ? momentWords(row.count.at, place) : "" }));
  return (
    <AdminPage
      title={<h1>Count: {stocktake.name}</h1>}
      beside={<span className="mid">for {formatShortDay(stocktake.day, locale)}</span>}
      far={
        <Link className="btn go" href={`/admin/stock/count/${id}/review`}>
          Review {counted} of {rows.length}
        </Link>
      }
    >
      <StockTabs current="/admin/stock/count" />
      <Refresh every={5} while={stocktake.state === "open"} />
      <StocktakeState stocktake={stocktake} moment={(at) => momentWords(at, place)} />
      <CountList
        stocktakeId={id}
        rows={counts}
        action={stocktake.state === "open" && may(staff, "stock.count") ? record : null}
      />
    </AdminPage>
  );
});

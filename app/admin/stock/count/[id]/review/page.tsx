import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { staffPage } from "@/app/admin/staff-page";
import { apply, drop } from "@/app/admin/stock/count/actions";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { ReviewTable } from "@/components/stock/review-table";
import { SettleStocktake } from "@/components/stock/settle-stocktake";
import { StockTabs } from "@/components/stock/stock-tabs";
import { StocktakeState } from "@/components/stock/stocktake-state";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { findStocktake, listStocktakeRows } from "@/lib/stock/stocktake-queries";
import { dayOf, formatShortDay } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Review a stocktake" };

export default staffPage(async function ReviewPage({ params }: { params: Promise<{ id: string }> }) {
  const [staff, { locale, timezone }, { id }] = await Promise.all([requireStaff(), getShop(), params]);
  const stocktake = (await findStocktake(id)) ?? notFound();
  const rows = await listStocktakeRows(id);
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const counted = rows.filter((row) => row.count);
  const back = `/admin/stock/count/${id}`;
  return (
    <AdminPage
      title={<h1>Review: {stocktake.name}</h1>}
      beside={<span className="mid">for {formatShortDay(stocktake.day, locale)}</span>}
      far={
        <Link className="btn" href={back}>
          {stocktake.state === "open" ? "Go on counting" : "What was counted"}
        </Link>
      }
    >
      <StockTabs current="/admin/stock/count" />
      <StocktakeState stocktake={stocktake} moment={(at) => momentWords(at, place)} />
      {counted.length > 0 ? (
        <ReviewTable
          rows={counted}
          settled={stocktake.state !== "open"}
          moment={(at) => momentWords(at, place)}
          uncounted={rows.length - counted.length}
        />
      ) : (
        <Empty
          title="Nothing was counted yet."
          action={
            <Link className="btn go" href={back}>
              Count now
            </Link>
          }
        />
      )}
      {stocktake.state === "open" && may(staff, "stock.count") && (
        <SettleStocktake id={id} counted={counted.length} apply={apply} drop={drop} />
      )}
    </AdminPage>
  );
});

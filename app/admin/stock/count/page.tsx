import type { Metadata } from "next";
import { open } from "@/app/admin/stock/count/actions";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { OpenStocktake } from "@/components/stock/open-stocktake";
import { StockTabs } from "@/components/stock/stock-tabs";
import { StocktakeList } from "@/components/stock/stocktake-list";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { listCategoryNames, listStocktakes } from "@/lib/stock/stocktake-queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Stocktake" };

export default async function CountPage() {
  const [staff, { locale, timezone }] = await Promise.all([requireStaff(), getShop()]);
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const [stocktakes, categories] = await Promise.all([listStocktakes(), listCategoryNames()]);
  return (
    <AdminPage title={<h1>Stocktake</h1>}>
      <StockTabs current="/admin/stock/count" />
      {may(staff, "stock.count") && <OpenStocktake today={place.today} categories={categories} action={open} />}
      <StocktakeList stocktakes={stocktakes} place={place} moment={(at) => momentWords(at, place)} />
    </AdminPage>
  );
}

import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { NotAllowed } from "@/components/layout/not-allowed";
import { Facts } from "@/components/reports/facts";
import { ItemsReport } from "@/components/reports/items-report";
import { OtherMoney } from "@/components/reports/other-money";
import { RangeChoice } from "@/components/reports/range-choice";
import { RefusedReport } from "@/components/reports/refused-report";
import s from "@/components/reports/reports.module.css";
import { HoursReport, OrdersReport, SalesReport } from "@/components/reports/sales-reports";
import { SellThroughReport } from "@/components/reports/sell-through-report";
import { may } from "@/lib/actor";
import { findOtherMoney } from "@/lib/reports/other-money";
import { listRefusedDemand } from "@/lib/reports/refused";
import { rangeBefore, rangeOf, stepOf } from "@/lib/reports/rules";
import { readSales, readTotal } from "@/lib/reports/sales";
import { listSellThrough, listVariantThrough } from "@/lib/reports/sell-through";
import { listVariantSales } from "@/lib/reports/units";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Reports" };

type Props = { searchParams: SearchParams };

export default async function ReportsPage({ searchParams }: Props) {
  const staff = await requireStaff();
  if (!may(staff, "reports.view")) return <NotAllowed title="Reports" />;
  const { locale, currency, timezone } = await getShop();
  const today = dayOf(new Date(), timezone);
  const asked = { from: await findWords(searchParams, "from"), to: await findWords(searchParams, "to") };
  const range = rangeOf(asked, today);
  const step = stepOf(await findWords(searchParams, "by"), range);
  const [sales, before, units, through, newest, refused, other] = await Promise.all([
    readSales(range, step, timezone),
    readTotal(rangeBefore(range), timezone),
    listVariantSales(range, timezone),
    listVariantThrough(range),
    listSellThrough(range, 200),
    listRefusedDemand(range, timezone),
    findOtherMoney(),
  ]);
  const view = { range, step, today, place: { locale, currency, timezone } };
  return (
    <AdminPage title={<h1>Reports</h1>}>
      <RangeChoice range={range} step={step} today={today} />
      <OtherMoney other={other} view={view} />
      <Facts sales={sales} before={before} units={units} view={view} />
      <div className={s.grid}>
        <SalesReport sales={sales} view={view} />
        <ItemsReport sales={units} view={view} />
        <RefusedReport refused={refused} view={view} />
        <SellThroughReport variants={through} newest={newest} view={view} />
        <HoursReport sales={sales} view={view} />
        <OrdersReport sales={sales} view={view} />
      </div>
    </AdminPage>
  );
}

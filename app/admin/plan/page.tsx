import type { Metadata } from "next";
import { save } from "@/app/admin/plan/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { PlanDays } from "@/components/stock/plan-days";
import { PlanForm } from "@/components/stock/plan-form";
import { comingDays, lastMade, weekdayNames } from "@/components/stock/plan-view";
import { StockTabs } from "@/components/stock/stock-tabs";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { getShop, listHours } from "@/lib/settings/queries";
import {
  listMade,
  listMadeDays,
  listPlanLevels,
  listPlannedVariants,
  readPlan,
  readPlanCalendar,
} from "@/lib/stock/plan-queries";
import { addDays } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Bake plan" };

export default async function PlanPage() {
  const [staff, { locale }, calendar] = await Promise.all([requireStaff(), getShop(), readPlanCalendar()]);
  const { today } = calendar;
  const [plan, variants, hours, madeDays] = await Promise.all([
    readPlan(today),
    listPlannedVariants(),
    listHours(),
    listMadeDays(today),
  ]);
  const [made, levels] = await Promise.all([
    listMade(madeDays),
    listPlanLevels(today, addDays(today, plan.horizonDays - 1)),
  ]);
  const open = new Set(hours.map((row) => row.weekday));
  return (
    <AdminPage title={<h1>Bake plan</h1>}>
      <StockTabs current="/admin/plan" />
      {variants.length > 0 ? (
        <PlanForm
          plan={plan}
          variants={variants}
          weekdays={weekdayNames(locale).map((name, index) => ({
            ...name,
            weekday: index + 1,
            open: open.has(index + 1),
          }))}
          last={lastMade(madeDays, made, locale)}
          action={may(staff, "stock.plan") ? save : null}
        />
      ) : (
        <Empty title="Nothing is made by day yet.">
          Goods that keep have no plan. Add an item that is made for a day.
        </Empty>
      )}
      {variants.length > 0 && <PlanDays days={comingDays({ plan, calendar, variants, levels, locale })} />}
    </AdminPage>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { saveDay } from "@/app/admin/plan/actions";
import { staffPage } from "@/app/admin/staff-page";
import { AdminPage } from "@/components/layout/admin-page";
import { PlanDayForm } from "@/components/stock/plan-day-form";
import { StockTabs } from "@/components/stock/stock-tabs";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import {
  listMade,
  listMadeDays,
  listPlanLevels,
  listPlannedVariants,
  readPlan,
  readPlanCalendar,
} from "@/lib/stock/plan-queries";
import { wantedFor } from "@/lib/stock/rules-of-plan";
import { formatDay, formatShortDay, isDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ day: string }>; searchParams: SearchParams };

export const metadata: Metadata = { title: "A day of the bake plan" };

export default staffPage(async function PlanDayPage({ params, searchParams }: Props) {
  const [staff, { locale }, calendar] = await Promise.all([requireStaff(), getShop(), readPlanCalendar()]);
  const { day } = await params;
  if (!isDay(day) || day < calendar.today) notFound();
  const like = await findDay(searchParams, "like");
  const [plan, variants, levels, pastDays, made] = await Promise.all([
    readPlan(calendar.today),
    listPlannedVariants(),
    listPlanLevels(day, day),
    listMadeDays(calendar.today),
    like ? listMade([like]) : [],
  ]);
  const usual = wantedFor({ ...plan, exceptions: [] }, calendar);
  const rows = variants.map((variant) => {
    const level = levels.find((each) => each.variantId === variant.id);
    const exception = plan.exceptions.find((each) => each.variantId === variant.id && each.day === day);
    const copied = like ? (made.find((each) => each.variantId === variant.id)?.made ?? 0) : undefined;
    return {
      ...variant,
      usual: usual(variant.id, day),
      typed: copied ?? exception?.quantity ?? null,
      level: level ?? null,
    };
  });
  return (
    <AdminPage
      title={<h1>{formatDay(day, locale)}</h1>}
      far={
        <Link className="btn" href="/admin/plan">
          Back to the plan
        </Link>
      }
    >
      <StockTabs current="/admin/plan" />
      <PlanDayForm
        key={like ?? ""}
        day={day}
        open={calendar.open.has(day)}
        version={plan.version}
        rows={rows}
        past={pastDays.map((past) => ({ day: past, words: formatShortDay(past, locale), current: past === like }))}
        action={may(staff, "stock.plan") ? saveDay : null}
      />
    </AdminPage>
  );
});

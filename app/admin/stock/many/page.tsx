import type { Metadata } from "next";
import Link from "next/link";
import { saveMany } from "@/app/admin/stock/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { DayStrip } from "@/components/stock/day-strip";
import { FreshStock } from "@/components/stock/fresh-stock";
import { ManyForm } from "@/components/stock/many-form";
import { StockTabs } from "@/components/stock/stock-tabs";
import { daysShown, groupRows, stockPath } from "@/components/stock/stock-view";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { listPickupDays } from "@/lib/pickup/queries";
import { getShop } from "@/lib/settings/queries";
import { listLevels, sumDays } from "@/lib/stock/queries";
import { addDays, dayOf, formatShortDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Edit many levels" };

export default async function ManyPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, { locale, timezone }] = await Promise.all([requireStaff(), getShop()]);
  const place = { locale, today: dayOf(new Date(), timezone) };
  const asked = await findDay(searchParams, "day");
  const days = daysShown(await listPickupDays(timezone), asked);
  const day = asked ?? days[0] ?? place.today;
  const [levels, sums] = await Promise.all([listLevels(day), sumDays(days[0] ?? day, days.at(-1) ?? addDays(day, 1))]);
  const groups = groupRows(levels);
  return (
    <AdminPage
      title={<h1>Edit many</h1>}
      far={
        <Link className="btn" href={stockPath(day)}>
          Back to the table
        </Link>
      }
    >
      <StockTabs current="/admin/stock" />
      <FreshStock
        day={day}
        levels={levels.map(({ variantId, available, version }) => ({ variantId, available, version }))}
      />
      <DayStrip days={days} day={day} sums={sums} place={place} path="/admin/stock/many" />
      {groups.length > 0 ? (
        <ManyForm
          key={day}
          day={day}
          dayWords={formatShortDay(day, locale)}
          groups={groups}
          mayCount={may(staff, "stock.count")}
          action={saveMany}
        />
      ) : (
        <Empty title="The shop sells nothing yet.">Stock appears here with the first item.</Empty>
      )}
    </AdminPage>
  );
}

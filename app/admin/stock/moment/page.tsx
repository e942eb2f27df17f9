import type { Metadata } from "next";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { StockTabs } from "@/components/stock/stock-tabs";
import { TextField } from "@/components/ui/admin-field";
import { Empty } from "@/components/ui/empty";
import { type Column, Table } from "@/components/ui/table";
import { FilterBar } from "@/components/ui/toolbar";
import { getShop } from "@/lib/settings/queries";
import { listLevelsAt, type PastLevel } from "@/lib/stock/ledger-queries";
import { momentAt } from "@/lib/stock/rules-of-ledger";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";
import { findDay, findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Stock at a past moment" };

export default async function MomentPage({ searchParams }: { searchParams: SearchParams }) {
  const [, { locale, timezone }] = await Promise.all([requireStaff(), getShop()]);
  const now = new Date();
  const place = { locale, timezone, today: dayOf(now, timezone) };
  const day = (await findDay(searchParams, "day")) ?? place.today;
  const on = (await findDay(searchParams, "on")) ?? place.today;
  const time = (await findWords(searchParams, "time")) || formatTime(now, "en-GB", timezone);
  const moment = momentAt(on, time, timezone) ?? now;
  const levels = await listLevelsAt(day, moment);
  return (
    <AdminPage title={<h1>Stock at a past moment</h1>}>
      <StockTabs current="/admin/stock/ledger" />
      <FilterBar action="/admin/stock/moment" label="Choose the moment">
        <TextField name="day" label="Levels for pickup on" type="date" defaultValue={day} />
        <TextField name="on" label="As they stood on" type="date" defaultValue={on} max={place.today} />
        <TextField name="time" label="At" type="time" defaultValue={time} />
      </FilterBar>
      <p className="mid">
        For {formatShortDay(day, locale)}, as the ledger had it on {formatShortDay(on, locale)} at {time}.
      </p>
      {levels.length > 0 ? (
        <Table
          caption={`Levels for ${day} at ${time} on ${on}`}
          columns={columnsOf((at) => momentWords(at, place), day)}
          rows={levels}
          keyOf={(level) => level.variantId}
        />
      ) : (
        <Empty title="Nothing was entered until then.">Choose a later moment, or another pickup day.</Empty>
      )}
    </AdminPage>
  );
}

function columnsOf(words: (at: Date) => string, day: string): Column<PastLevel>[] {
  return [
    {
      head: "Variant",
      main: true,
      cell: ({ name, keeps, variantId }) => (
        <a className="link" href={`/admin/stock/ledger?variant=${variantId}${keeps ? "" : `&day=${day}`}`}>
          {name}
        </a>
      ),
    },
    { head: "On hand", num: true, cell: (level) => level.onHand },
    { head: "Committed", num: true, cell: (level) => level.committed },
    { head: "Held", num: true, cell: (level) => level.held },
    { head: "Available", num: true, cell: (level) => <b>{level.available}</b> },
    { head: "Since", cell: (level) => words(level.at) },
  ];
}

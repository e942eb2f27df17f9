import type { Metadata } from "next";
import Link from "next/link";
import { staffPage } from "@/app/admin/staff-page";
import { AdminPage } from "@/components/layout/admin-page";
import { PrintChoice } from "@/components/print/print-choice";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { countByDay } from "@/lib/orders/queries";
import { countUnprinted, listTickets } from "@/lib/orders/ticket-queries";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf, formatShortDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Print" };

type Props = { searchParams: SearchParams };

const mostDays = 8;

export default staffPage(async function PrintChoicePage({ searchParams }: Props) {
  const [, shop, asked] = await Promise.all([requireStaff("orders.print"), getShop(), findDay(searchParams, "day")]);
  const { locale, timezone } = shop;
  const today = dayOf(new Date(), timezone);
  const [ahead, unprinted] = await Promise.all([countByDay(today), countUnprinted()]);
  const open = ahead.filter((row) => row.open > 0).map((row) => row.day);
  const all = [...new Set([today, ...unprinted.map((row) => row.day), ...open, ...(asked ? [asked] : [])])].sort();
  const day = asked ?? open[0] ?? today;
  const days = all.includes(day) ? shownDays(all, day) : all;
  const tickets = await listTickets({ day, which: "open" });
  return (
    <AdminPage
      title={
        <>
          <Link className="btn bare small" href="/admin/orders">
            ‹ Orders
          </Link>
          <h1>Print</h1>
        </>
      }
    >
      <Tabs
        label="Pickup day"
        of={days.map(
          (each): Tab => ({
            href: `/admin/orders/print?day=${each}`,
            words: each === today ? `Today, ${formatShortDay(each, locale)}` : formatShortDay(each, locale),
            current: each === day,
            count: unprinted.find((row) => row.day === each)?.count,
          }),
        )}
      />
      <PrintChoice day={day} tickets={tickets} place={{ locale, timezone, today }} />
    </AdminPage>
  );
});

/** The first days, the chosen one among them. */
function shownDays(all: readonly Day[], day: Day): Day[] {
  const first = all.slice(0, mostDays);
  return first.includes(day) ? first : [...first.slice(0, -1), day];
}

import type { Metadata } from "next";
import Link from "next/link";
import { framelessPage } from "@/app/admin/staff-page";
import { sheetOf } from "@/components/print/paper";
import { PickList } from "@/components/print/pick-list";
import { PrintButton } from "@/components/print/print-button";
import { NothingToPrint, PrintPage } from "@/components/print/print-page";
import { printedMoment } from "@/components/print/ticket-words";
import { listTickets } from "@/lib/orders/ticket-queries";
import { listNoLongerOffered } from "@/lib/pickup/queries-of-slots";
import { getShop } from "@/lib/settings/queries";
import { dayOf, formatDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Pick list" };

export default framelessPage(async function PickListPage({ searchParams }: { searchParams: SearchParams }) {
  const [, shop] = await Promise.all([requireStaff("orders.print"), getShop()]);
  const today = dayOf(new Date(), shop.timezone);
  const day = (await findDay(searchParams, "day")) ?? today;
  const tickets = await listTickets({ day, which: "open" });
  const gone = await listNoLongerOffered(tickets.flatMap(({ slot }) => slot?.id ?? []));
  const dayWords = formatDay(day, shop.locale);
  return (
    <PrintPage
      title={`Pick list, ${dayWords}`}
      paper={`@page pick { size: ${sheetOf(shop.country)}; margin: 12mm 14mm 14mm; @bottom-left { content: "${dayWords}"; color: #000 } @bottom-right { content: counter(page) " of " counter(pages); color: #000 } }`}
      bar={
        <>
          <Link className="btn" href={`/admin/orders/print?day=${day}`}>
            Back
          </Link>
          {tickets.length > 0 && <PrintButton words="Print" />}
        </>
      }
    >
      {tickets.length === 0 ? (
        <NothingToPrint words="No open order for this day." />
      ) : (
        <PickList
          tickets={tickets}
          dayWords={dayWords}
          locale={shop.locale}
          gone={gone}
          printed={printedMoment(new Date(), { locale: shop.locale, timezone: shop.timezone, today })}
        />
      )}
    </PrintPage>
  );
});

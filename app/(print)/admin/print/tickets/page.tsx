import type { Metadata } from "next";
import Link from "next/link";
import { recordPrinted } from "@/app/(print)/admin/print/actions";
import { askedFor, hoursOfOrders } from "@/app/(print)/admin/print/asked";
import { framelessPage } from "@/app/admin/staff-page";
import { FitPaper } from "@/components/print/fit-paper";
import { KitchenTicket } from "@/components/print/kitchen-ticket";
import { rollWidth } from "@/components/print/paper";
import { NothingToPrint, PrintPage } from "@/components/print/print-page";
import { PrintTickets } from "@/components/print/print-tickets";
import { listTickets } from "@/lib/orders/ticket-queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import type { SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Tickets" };

export default framelessPage(async function TicketsPage({ searchParams }: { searchParams: SearchParams }) {
  const [, shop] = await Promise.all([requireStaff("orders.print"), getShop()]);
  const choice = await askedFor(searchParams, shop);
  const [tickets, hours] = await Promise.all([listTickets(choice), hoursOfOrders()]);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  const shown = tickets.map(({ id, content, printedAt }) => ({
    orderId: id,
    content,
    printedAt: printedAt?.getTime() ?? null,
  }));
  const back = "day" in choice ? `/admin/orders/print?day=${choice.day}` : "/admin/orders/print";
  return (
    <PrintPage
      title={tickets.length === 1 ? "1 ticket" : `${tickets.length} tickets`}
      paper={`@page ticket { size: ${rollWidth}mm 297mm; margin: 0 }`}
      bar={
        <>
          <Link className="btn" href={back}>
            Back
          </Link>
          {tickets.length > 0 && <PrintTickets words="Print" tickets={shown} record={recordPrinted} />}
        </>
      }
    >
      {tickets.length === 0 && <NothingToPrint words="There is no ticket to print." />}
      {tickets.map((ticket) => (
        <KitchenTicket key={ticket.id} ticket={ticket} place={place} hours={hours(ticket)} />
      ))}
      <FitPaper tickets={tickets.map(({ id }) => id)} />
    </PrintPage>
  );
});

import type { Metadata } from "next";
import Link from "next/link";
import { askedFor, hoursOfOrders } from "@/app/(print)/admin/print/asked";
import { framelessPage } from "@/app/admin/staff-page";
import { PackingSlip } from "@/components/print/packing-slip";
import { sheetOf } from "@/components/print/paper";
import { PrintButton } from "@/components/print/print-button";
import { NothingToPrint, PrintPage } from "@/components/print/print-page";
import { listTickets } from "@/lib/orders/ticket-queries";
import { getShop } from "@/lib/settings/queries";
import type { SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Packing slips" };

export default framelessPage(async function SlipsPage({ searchParams }: { searchParams: SearchParams }) {
  const [, shop] = await Promise.all([requireStaff("orders.print"), getShop()]);
  const choice = await askedFor(searchParams, shop);
  const [tickets, hours] = await Promise.all([listTickets(choice), hoursOfOrders()]);
  const back = "day" in choice ? `/admin/orders/print?day=${choice.day}` : "/admin/orders/print";
  return (
    <PrintPage
      title={tickets.length === 1 ? "1 packing slip" : `${tickets.length} packing slips`}
      paper={`@page slip { size: ${sheetOf(shop.country)}; margin: 14mm }`}
      bar={
        <>
          <Link className="btn" href={back}>
            Back
          </Link>
          {tickets.length > 0 && <PrintButton words="Print" />}
        </>
      }
    >
      {tickets.length === 0 && <NothingToPrint words="There is nothing to pack." />}
      {tickets.map((ticket) => (
        <PackingSlip key={ticket.id} ticket={ticket} shop={shop} hours={hours(ticket)} />
      ))}
    </PrintPage>
  );
});

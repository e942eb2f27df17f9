import Link from "next/link";
import { ordersWords } from "@/components/customers/customer-words";
import s from "@/components/customers/customers.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import type { CustomerRow } from "@/lib/customers/queries";
import { formatMoney } from "@/lib/money";

type Props = { typed: string; customers: CustomerRow[]; place: Place };

/** People who ordered, newest first. */
export function CustomerList({ typed, customers, place }: Props) {
  if (customers.length === 0 && typed !== "")
    return (
      <Empty title={`Nobody is known by “${typed}”.`}>
        Type the beginning of a name or an email, part of a phone number, or an order's number.
      </Empty>
    );
  if (customers.length === 0)
    return <Empty title="No customers yet.">Whoever orders stands here, with everything they ordered.</Empty>;
  return (
    <>
      <p className={`meta quiet ${s.lead}`} role="status">
        {typed === ""
          ? "Who ordered last. The same email or phone number is the same person."
          : `${customers.length === 1 ? "1 person" : `${customers.length} people`} for “${typed}”, by their newest orders.`}
      </p>
      <Table
        caption="Customers"
        rows={customers}
        keyOf={({ orderId }) => orderId}
        columns={[
          {
            head: "Name",
            main: true,
            cell: ({ orderId, name }) => (
              <Link className="link" href={`/admin/customers/${orderId}`}>
                <b>{name}</b>
              </Link>
            ),
          },
          { head: "Email", cell: ({ email }) => <span className={s.long}>{email}</span> },
          { head: "Phone", cell: ({ phone }) => phone },
          { head: "Orders", cell: (row) => ordersWords(row) },
          { head: "Not collected", num: true, quietOnPhone: true, cell: ({ notCollected }) => notCollected || "" },
          {
            head: "Handed over",
            num: true,
            cell: ({ totalMinor, currency }) => formatMoney(totalMinor, currency, place.locale),
          },
          { head: "Last", cell: ({ lastAt }) => (lastAt ? momentWords(lastAt, place) : "") },
        ]}
      />
    </>
  );
}

import Link from "next/link";
import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";

/** The ways to put an order on paper. */
export function PrintLinks({ id }: { id: string }) {
  return (
    <span className={s.print}>
      <Link className="btn bare" href={`/admin/print/tickets?orders=${id}`} prefetch={false}>
        <Icon name="print" />
        Ticket
      </Link>
      <Link className="btn bare" href={`/admin/print/slips?orders=${id}`} prefetch={false}>
        Slip
      </Link>
    </span>
  );
}

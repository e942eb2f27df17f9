import Link from "next/link";
import { AdminPage } from "@/components/layout/admin-page";

/** Said to staff of an address at which there is nothing for them. */
export function NothingHere() {
  return (
    <AdminPage title={<h1>Not found</h1>}>
      <div className="empty">
        <b>There is nothing at this address.</b>
        <p>It may be mistyped, or your role does not open it. Orders are found by number, name or phone.</p>
        <p>
          <Link className="btn go" href="/admin/orders">
            To the orders
          </Link>
        </p>
      </div>
    </AdminPage>
  );
}

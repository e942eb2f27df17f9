import Link from "next/link";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";

/** A staff page that this person's role does not open. */
export function NotAllowed({ title }: { title: string }) {
  return (
    <AdminPage title={<h1>{title}</h1>}>
      <Empty
        title="Your role does not open this page."
        action={
          <Link className="btn" href="/admin">
            Back to Today
          </Link>
        }
      >
        <p>An owner can change what you may do, under Staff.</p>
      </Empty>
    </AdminPage>
  );
}

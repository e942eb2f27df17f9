import Link from "next/link";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";

/** What a staff page shows to whose role does not open it. The command behind it refuses as well. */
export function NotForYou({ title }: { title: string }) {
  return (
    <AdminPage title={<h1>{title}</h1>}>
      <Empty
        title="Your role does not open this page."
        action={
          <Link className="btn go" href="/admin">
            To today
          </Link>
        }
      >
        Ask the owner if you need it.
      </Empty>
    </AdminPage>
  );
}

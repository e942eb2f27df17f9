import type { ReactNode } from "react";
import { requireStaff } from "@/lib/web/session";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireStaff();
  return <div data-area="admin">{children}</div>;
}

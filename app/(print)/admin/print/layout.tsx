import "@/app/admin/admin.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: { template: "%s · Staff", default: "Print" }, robots: { index: false } };

/** Paper has no navigation: these pages stand outside the staff pages' frame, behind the same door. */
export default async function PrintLayout({ children }: { children: ReactNode }) {
  await requireStaff();
  return children;
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import { shopOfPage } from "@/app/(shop)/visit";
import { AccentStyle } from "@/components/layout/accent-style";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The storefront as customers would see it, for the staff alone: its own pages, without the staff's frame around them. */
export default async function PreviewLayout({ children }: { children: ReactNode }) {
  await requireStaff();
  const { accent } = await shopOfPage();
  return (
    <div data-area="shop">
      <AccentStyle accent={accent} />
      {children}
    </div>
  );
}

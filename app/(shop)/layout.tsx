import type { ReactNode } from "react";
import { shopOrNew } from "@/app/(shop)/visit";
import { AccentStyle } from "@/components/layout/accent-style";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const { accent } = await shopOrNew();
  return (
    <div data-area="shop">
      <AccentStyle accent={accent} />
      <a className="skip" href="#main">
        Skip to the shop
      </a>
      {children}
    </div>
  );
}

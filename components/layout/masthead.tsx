import Link from "next/link";
import type { ReactNode } from "react";
import { type Door, doorWords } from "@/components/layout/door";
import type { Shop } from "@/lib/settings/queries";

/** The shop's name, whether its door is open, and where it is. */
export function Masthead({
  shop,
  door,
  href,
  children,
}: {
  shop: Shop;
  door: Door;
  href: string;
  children: ReactNode;
}) {
  return (
    <header className="mast">
      <div className="row">
        <DoorState door={door} locale={shop.locale} />
        {shop.address && (
          <a className="link text-ink" href={wayTo(shop)} target="_blank" rel="noreferrer">
            {shop.address.split(",")[0]}
          </a>
        )}
      </div>
      <h1 className="shop">
        <Link className="no-underline" href={href} prefetch={false}>
          {shop.logo && <img className="logo" src={`/photos/${shop.logo}-360.webp`} alt="" height={64} />}
          {shop.name}
        </Link>
      </h1>
      {children}
    </header>
  );
}

function DoorState({ door, locale }: { door: Door; locale: string }) {
  const { state, rest } = doorWords(door, locale);
  return (
    <p className={door.open ? "state open" : "state"}>
      <span>
        <strong>{state}</strong>
        {rest}
      </span>
    </p>
  );
}

/** A map that shows the way to the shop's door. */
export function wayTo(shop: Pick<Shop, "name" | "address">): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(shop.address)}`;
}

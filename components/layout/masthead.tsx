import Link from "next/link";
import type { ReactNode } from "react";
import { type Door, doorWords } from "@/components/layout/door";
import type { Shop } from "@/lib/settings/queries";
import { mapOf } from "@/lib/settings/rules-of-place";

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
          <a className="link text-ink" href={mapOf(shop.address)} target="_blank" rel="noreferrer">
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

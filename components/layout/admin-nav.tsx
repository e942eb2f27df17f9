"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/layout/admin-icons";
import { useLive } from "@/components/layout/admin-live";
import s from "@/components/layout/admin-nav.module.css";

type Entry = { href: string; icon: IconName; words: string; count?: number; counts?: string; hue?: "placed" | "stop" };

const roleWords = { owner: "Owner", manager: "Manager", staff: "Staff" } as const;

type Props = {
  shopName: string;
  who: { name: string; role: keyof typeof roleWords };
  /** The shop's open/closed switch. */
  door: ReactNode;
  /** The sign-out form. */
  leave: ReactNode;
};

/** The staff pages' navigation: a column, a rail on a tablet, a bar at the foot of a phone. */
export function AdminNav({ shopName, who, door, leave }: Props) {
  const path = usePathname();
  const { counts } = useLive();
  const entries: Entry[] = [
    {
      href: "/admin/orders",
      icon: "orders",
      words: "Orders",
      count: counts.placed,
      counts: "to accept",
      hue: "placed",
    },
    { href: "/admin/stock", icon: "stock", words: "Stock" },
    {
      href: "/admin/deliveries",
      icon: "deliveries",
      words: "Deliveries",
      count: counts.trouble,
      counts: "in trouble",
      hue: "stop",
    },
    { href: "/admin/outbox", icon: "outbox", words: "Outbox" },
  ];
  return (
    <header className={s.side}>
      <Link className={s.shop} href="/admin/orders">
        <span>{shopName}</span>
      </Link>
      <nav className={s.nav} aria-label="Staff pages">
        <ul>
          {entries.map((entry) => (
            <li key={entry.href}>
              <Link href={entry.href} aria-current={path.startsWith(entry.href) ? "page" : undefined}>
                <Icon name={entry.icon} />
                <span className={s.words}>{entry.words}</span>
                {entry.count ? (
                  <span className={s.count} data-hue={entry.hue}>
                    {entry.count}
                    <span className="sr"> {entry.counts}</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <details className={s.more}>
        <summary>
          <Icon name="door" />
          <span>Shop</span>
        </summary>
        <div className={s.foot}>
          {door}
          <div className={s.who}>
            <p>
              <b>{who.name}</b>
              {roleWords[who.role]}
            </p>
            {leave}
          </div>
        </div>
      </details>
    </header>
  );
}

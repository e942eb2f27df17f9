"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "@/components/layout/admin-icons";
import { useLive } from "@/components/layout/admin-live";
import s from "@/components/layout/admin-nav.module.css";
import { type AdminPlace, isAt, placesOf } from "@/components/layout/admin-places";
import type { Role } from "@/lib/permission";

type Count = { count: number; words: string; hue: "placed" | "stop" };

const roleWords = { owner: "Owner", manager: "Manager", staff: "Staff" } as const;

type Props = {
  shopName: string;
  who: { name: string; role: Role };
  /** The shop's open/closed switch. */
  door: ReactNode;
  /** The sign-out form. */
  leave: ReactNode;
};

/** The staff pages' navigation: a column, a rail on a tablet, a bar at the foot of a phone with the rest under "More". */
export function AdminNav({ shopName, who, door, leave }: Props) {
  const path = usePathname();
  const [first = [], ...rest] = placesOf(who.role);
  const more = useClosing(path);
  const shop = useClosing(path);
  const isUnderMore = rest.flat().some(({ href }) => isAt(path, href));
  return (
    <header className={s.side}>
      <Link className={s.shop} href="/admin">
        <span>{shopName}</span>
      </Link>
      <nav className={s.nav} aria-label="Staff pages">
        <Group places={first} path={path} />
        <details ref={more} className={s.more}>
          <summary aria-current={isUnderMore ? "true" : undefined}>
            <Icon name="more" />
            <span>More</span>
          </summary>
          <div className={s.sheet}>
            {rest.map((places) => places[0] && <Group key={places[0].href} places={places} path={path} />)}
          </div>
        </details>
      </nav>
      <details ref={shop} className={s.shopMenu}>
        <summary>
          <Icon name="door" />
          <span>Shop</span>
        </summary>
        <div className={s.foot}>
          {door}
          <div className={s.who}>
            <Link href="/admin/account">
              <b>{who.name}</b>
              {roleWords[who.role]}
              <span className="sr">, your account</span>
            </Link>
            {leave}
          </div>
        </div>
      </details>
    </header>
  );
}

function Group({ places, path }: { places: readonly AdminPlace[]; path: string }) {
  const counts = useCounts();
  return (
    <ul>
      {places.map(({ href, icon, words }) => (
        <li key={href}>
          <Link href={href} prefetch={false} aria-current={isAt(path, href) ? "page" : undefined}>
            <Icon name={icon} />
            <span className={s.words}>{words}</span>
            <CountMark of={counts[href]} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function CountMark({ of: count }: { of: Count | undefined }) {
  if (!count?.count) return null;
  return (
    <span className={s.count} data-hue={count.hue}>
      {count.count}
      <span className="sr"> {count.words}</span>
    </span>
  );
}

/** What waits, by where it is settled. */
function useCounts(): Partial<Record<string, Count>> {
  const { counts } = useLive();
  return {
    "/admin/orders": { count: counts.placed, words: "to accept", hue: "placed" },
    "/admin/deliveries": { count: counts.trouble, words: "in trouble", hue: "stop" },
  };
}

/** A menu that closes when a page was chosen, on Escape, and when something else is touched. */
function useClosing(path: string) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (path) menu.current?.removeAttribute("open");
  }, [path]);
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = menu;
      if (!current?.open) return;
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : current.contains(event.target as Node)) return;
      current.open = false;
      if (event instanceof KeyboardEvent) current.querySelector("summary")?.focus();
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  return menu;
}

/*
 * Links that choose what a page shows, one of them current.
 *   <Tabs label="Settings" of={[{ href: "/admin/settings", words: "Shop", current: true }, …]} />      the sections of a page, underlined
 *   <Segments label="State" of={[…]} />                                                                 a filter, joined like a switch
 * On a phone both scroll sideways rather than wrap.
 */

import Link from "next/link";
import s from "@/components/ui/tabs.module.css";

export type Tab = { href: string; words: string; current: boolean; count?: number };

type Props = { label: string; of: readonly Tab[] };

export function Tabs({ label, of }: Props) {
  return <Row className={s.tabs} label={label} of={of} />;
}

export function Segments({ label, of }: Props) {
  return <Row className={`seg ${s.segments}`} label={label} of={of} />;
}

function Row({ className, label, of }: Props & { className: string | undefined }) {
  return (
    <nav className={s.scroll} aria-label={label}>
      <div className={className}>
        {of.map(({ href, words, current, count }) => (
          <Link key={href} href={href} aria-current={current ? "page" : undefined} scroll={false} prefetch={false}>
            {words}
            {count !== undefined && <span className="quiet">{count}</span>}
          </Link>
        ))}
      </div>
    </nav>
  );
}

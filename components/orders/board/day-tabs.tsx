import Link from "next/link";
import { type BoardFilter, boardAddress } from "@/components/orders/board/board-filter";
import s from "@/components/orders/board/day-tabs.module.css";
import { dayWords, type Place } from "@/components/orders/board/ticket-view";
import type { Day } from "@/lib/time";

type DayOf = { day: Day; open: number };
type Props = {
  /** Days with orders, in their order. */
  days: DayOf[];
  /** Open orders of all days. */
  open: number;
  /** The board as it is shown. */
  filter: BoardFilter;
  place: Place;
};

type Tab = { href: string; words: string; count: number; current: boolean; isToday?: boolean };
const side = 3;

/** Which pickup day the board shows. All open orders first, so that none is missed. */
export function DayTabs({ days, open, filter, place }: Props) {
  const { day } = filter;
  const known = withDay(withDay(days, place.today), day);
  const tabs: Tab[] = [
    { href: boardAddress(filter, { day: null }), words: "All open", count: open, current: day === null },
    ...known.map((row) => ({
      href: boardAddress(filter, { day: row.day }),
      words: dayWords(row.day, place),
      count: row.open,
      current: row.day === day,
      isToday: row.day === place.today,
    })),
  ];
  const shown = tabs.slice(0, side);
  const later = tabs.slice(side);
  const current = tabs.find((tab) => tab.current);
  const beyond = later.find((tab) => tab.current);
  return (
    <>
      <nav className={`seg ${s.wide}`} aria-label="Pickup day">
        {shown.map((tab) => (
          <TabLink key={tab.href} tab={tab} />
        ))}
        {beyond && <TabLink tab={beyond} />}
        {later.length > (beyond ? 1 : 0) && (
          <Menu words="Later" tabs={later.filter((tab) => tab !== beyond)} className={s.menu} />
        )}
      </nav>
      <Menu words={current?.isToday ? "Today" : (current?.words ?? "Pickup day")} tabs={tabs} className={s.narrow} />
    </>
  );
}

function Menu({ words, tabs, className }: { words: string; tabs: Tab[]; className?: string }) {
  const path = tabs.find((tab) => tab.current)?.href ?? "";
  return (
    <details className={className} key={path}>
      <summary>{words}</summary>
      <ul className="panel">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <TabLink tab={tab} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function TabLink({ tab }: { tab: Tab }) {
  return (
    <Link href={tab.href} aria-current={tab.current ? "page" : undefined}>
      {tab.words} {tab.count > 0 && <span className="quiet">{tab.count}</span>}
    </Link>
  );
}

function withDay(days: DayOf[], day: Day | null): DayOf[] {
  if (day === null || days.some((row) => row.day === day)) return days;
  return [...days, { day, open: 0 }].sort((one, other) => (one.day < other.day ? -1 : 1));
}

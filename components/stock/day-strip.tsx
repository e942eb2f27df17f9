import Link from "next/link";
import s from "@/components/stock/stock.module.css";
import { stockPath } from "@/components/stock/stock-view";
import type { DaySum } from "@/lib/stock/queries";
import { type Day, formatShortDay } from "@/lib/time";

type Props = { days: Day[]; day: Day; sums: DaySum[]; place: { locale: string; today: Day }; path?: string };

/** The days ahead with what is left of each. */
export function DayStrip({ days, day, sums, place, path }: Props) {
  return (
    <nav className={s.days} aria-label="Pickup day">
      {days.map((each) => {
        const { onHand = 0, available = 0 } = sums.find((sum) => sum.day === each) ?? {};
        const gone = onHand > 0 ? ((onHand - available) / onHand) * 100 : 0;
        return (
          <Link
            key={each}
            href={path ? `${path}?day=${each}` : stockPath(each)}
            data-day
            aria-current={each === day ? "page" : undefined}
          >
            <b>{formatShortDay(each, place.locale)}</b>
            {each === place.today && <span> today</span>}
            <svg aria-hidden="true">
              <rect className={s.share} width={`${gone}%`} height="100%" />
            </svg>
            <em>{onHand > 0 ? `${available} of ${onHand} left` : "nothing planned"}</em>
          </Link>
        );
      })}
    </nav>
  );
}

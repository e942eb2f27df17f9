import Link from "next/link";
import s from "@/components/stock/plan.module.css";
import type { ComingDay } from "@/components/stock/plan-view";

/** The days that the plan reaches: what it makes of each, and the way to a day that differs. */
export function PlanDays({ days }: { days: ComingDay[] }) {
  return (
    <section aria-labelledby="coming">
      <h2 id="coming" className={s.coming}>
        The days ahead
      </h2>
      <p className="mid meta">Open a day to make more, less or none, or the same as on a past day.</p>
      <ul className={s.days}>
        {days.map((day) => (
          <li key={day.day}>
            <Link href={`/admin/plan/${day.day}`} data-closed={!day.open || undefined}>
              <b>{day.words}</b>
              <span>{day.open ? `${day.wanted} planned` : "closed"}</span>
              <em>{marksOf(day)}</em>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function marksOf({ excepted, byHand, kept, promised, open, onHand }: ComingDay): string {
  return [
    excepted && open && "differs from its weekday",
    byHand > 0 && `${byHand} changed by hand`,
    kept > 0 && `${kept} more than planned: promised`,
    promised > 0 && `${promised} of ${onHand} promised`,
  ]
    .filter(Boolean)
    .join(", ");
}

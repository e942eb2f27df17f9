import Link from "next/link";
import s from "@/components/pickup/day-form.module.css";

export type DifferingDay = { day: string; words: string; what: string };

type Props = { days: readonly DifferingDay[]; today: string };

/** The days ahead that differ from their weekday, and the way to any day. */
export function OtherDays({ days, today }: Props) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="other-days">
      <h2 id="other-days">Single days</h2>
      {days.length > 0 ? (
        <ul className={s.orders}>
          {days.map(({ day, words, what }) => (
            <li key={day}>
              <Link className="link" href={`/admin/slots/day?day=${day}`}>
                {words}
              </Link>
              <span className="mid">{what}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mid">Every day ahead is as its weekday. Holidays, closed days and extra days stand here.</p>
      )}
      <form action="/admin/slots/day" className={s.choose} aria-label="Another day">
        <label htmlFor="which-day">Another day</label>
        <input className="field" type="date" id="which-day" name="day" min={today} required />
        <button type="submit" className="btn">
          Change it
        </button>
      </form>
    </section>
  );
}

import { weekdayNames } from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";

type Props = {
  /** Orders by weekday and hour: [weekday - 1][hour]. */
  hours: readonly (readonly number[])[];
  locale: string;
};

/** When orders come in: the darker the more, and each with its number. A table, so that it can be read as one. */
export function HeatMap({ hours, locale }: Props) {
  const shown = span(hours);
  const most = Math.max(1, ...hours.flat());
  const days = weekdayNames(locale);
  return (
    <div className={s.heat}>
      <table>
        <caption className="sr">Orders by weekday and hour</caption>
        <thead>
          <tr>
            <td />
            {shown.map((hour) => (
              <th key={hour} scope="col">
                {hour}
                <span className="sr"> o’clock</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, weekday) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {shown.map((hour) => (
                <Cell key={hour} orders={hours[weekday]?.[hour] ?? 0} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ orders, most }: { orders: number; most: number }) {
  if (orders === 0) return <td className={s.none}>0</td>;
  const share = Math.round(6 + (orders / most) * 82);
  const dark = share > 50 ? true : undefined;
  return (
    <td data-dark={dark} style={{ background: `color-mix(in srgb, var(--ink) ${share}%, var(--card))` }}>
      {orders}
    </td>
  );
}

/** From the first hour with an order to the last; a working day if there is none. */
function span(hours: readonly (readonly number[])[]): number[] {
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    hours.some((day) => (day[hour] ?? 0) > 0),
  );
  const [first, last] = [Math.min(8, ...busy), Math.max(17, ...busy)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The busiest hour in words. */
export function busiest(hours: readonly (readonly number[])[], locale: string): string {
  const most = Math.max(0, ...hours.flat());
  if (most === 0) return "Orders placed by weekday and hour";
  const weekday = hours.findIndex((day) => day.includes(most));
  const hour = hours[weekday]?.indexOf(most) ?? 0;
  return `Busiest: ${weekdayNames(locale, "long")[weekday]} from ${hour} to ${hour + 1} o’clock, ${most} ${most === 1 ? "order" : "orders"}`;
}

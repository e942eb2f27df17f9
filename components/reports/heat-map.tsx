import { counts, weekdayNames } from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";
import { numberFormat } from "@/lib/formats";

type Props = {
  /** Orders by weekday and hour: [weekday - 1][hour]. */
  hours: readonly (readonly number[])[];
  locale: string;
};

/** When orders come in: the darker the more, and each with its number. A table, so that it can be read as one; on a phone the hours go down. */
export function HeatMap({ hours, locale }: Props) {
  const shown = span(hours);
  const most = Math.max(1, ...hours.flat());
  const days = weekdayNames(locale);
  return (
    <div className={s.heat}>
      <table {...as("table")}>
        <caption className="sr">Orders by weekday and hour</caption>
        <thead {...as("rowgroup")}>
          <tr {...as("row")}>
            <td {...as("cell")} />
            {shown.map((hour) => (
              <th key={hour} scope="col" {...as("columnheader")}>
                {hour}
                <span className="sr"> o’clock</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as("rowgroup")}>
          {days.map((day, weekday) => (
            <tr key={day} {...as("row")}>
              <th scope="row" {...as("rowheader")}>
                {day}
              </th>
              {shown.map((hour) => (
                <Cell key={hour} orders={hours[weekday]?.[hour] ?? 0} most={most} locale={locale} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Said aloud: as a grid, on a phone, the elements lose their roles. */
function as(role: string): { role: string } {
  return { role };
}

/** How much ink a cell has, in percent, by sixths of the most. None is so grey that neither ink nor paper can be read on it. */
const inks = [8, 15, 24, 33, 70, 88];

function Cell({ orders, most, locale }: { orders: number; most: number; locale: string }) {
  const step = Math.ceil((orders / most) * inks.length);
  return (
    <td
      {...as("cell")}
      className={orders === 0 ? s.none : undefined}
      data-dark={step > 4 ? true : undefined}
      style={step > 0 ? { background: `color-mix(in srgb, var(--ink) ${inks[step - 1]}%, var(--card))` } : undefined}
    >
      {briefly(orders, locale)}
    </td>
  );
}

function briefly(orders: number, locale: string): string {
  return orders < 1_000 ? String(orders) : numberFormat(locale, { notation: "compact" }).format(orders);
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
  return `Busiest: ${weekdayNames(locale, "long")[weekday]} from ${hour} to ${hour + 1} o’clock, ${counts(locale)(most)} ${most === 1 ? "order" : "orders"}`;
}

import s from "@/components/today/today.module.css";
import { formatMoney } from "@/lib/money";
import type { TodayFigures } from "@/lib/reports/today";

type Props = {
  figures: TodayFigures;
  /** `had` is what the day had to sell, sold or not. */
  left: { available: number; had: number; dayWords: string };
  money: { currency: string; locale: string };
  /** "last Sat" */
  before: string;
};

/** The day in three figures. */
export function Figures({ figures, left, money, before }: Props) {
  const amount = (minor: number) => formatMoney(Math.round(minor), money.currency, money.locale);
  const taken = left.had ? Math.round((1 - left.available / left.had) * 100) : 0;
  return (
    <dl className={s.figures}>
      <div>
        <dt>Orders today</dt>
        <dd>
          <b>{figures.orders}</b>
          <span>{comparison(figures.orders - figures.ordersBefore, before)}</span>
        </dd>
      </div>
      <div>
        <dt>Sold today</dt>
        <dd>
          <b>{amount(figures.soldMinor)}</b>
          <span>{paidWords(figures, amount)}</span>
        </dd>
      </div>
      <div>
        <dt>Left to sell, {left.dayWords}</dt>
        <dd>
          <b>
            {left.available} <small>of {left.had}</small>
          </b>
          <span>{left.had ? `${taken}% is sold or spoken for` : "no stock for that day yet"}</span>
        </dd>
      </div>
    </dl>
  );
}

function paidWords({ soldMinor, dueMinor }: TodayFigures, amount: (minor: number) => string): string {
  if (soldMinor === 0) return "nothing yet";
  return dueMinor > 0 ? `${amount(dueMinor)} still to pay` : "all of it paid";
}

function comparison(difference: number, before: string): string {
  if (difference === 0) return `as many as ${before} by now`;
  return `${Math.abs(difference)} ${difference > 0 ? "more" : "fewer"} than ${before} by now`;
}

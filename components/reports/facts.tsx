import { comparedWith, counts } from "@/components/reports/report-words";
import s from "@/components/reports/reports.module.css";
import type { View } from "@/components/reports/view";
import { formatMoney } from "@/lib/money";
import { daysIn } from "@/lib/reports/rules";
import type { Sales, Sum } from "@/lib/reports/sales";
import type { VariantSales } from "@/lib/reports/units";

type Props = { sales: Sales; before: Sum; units: readonly VariantSales[]; view: View };

/** The range in four figures. */
export function Facts({ sales, before, units, view: { range, place } }: Props) {
  const { orders, totalMinor } = sales.total;
  const count = counts(place.locale);
  const money = (minor: number) => formatMoney(Math.round(minor), place.currency, place.locale);
  const earlier = beforeWords(daysIn(range));
  return (
    <dl className={s.facts}>
      <Fact name="Sold" figure={money(totalMinor)} under={comparedWith(totalMinor, before.totalMinor, earlier)} />
      <Fact name="Orders" figure={count(orders)} under={comparedWith(orders, before.orders, earlier)} />
      <Fact
        name="Average order"
        figure={orders ? money(average(sales)) : "–"}
        under="without what was sold at the counter"
      />
      <Fact
        name="Units"
        figure={count(units.reduce((sum, sale) => sum + sale.units, 0))}
        under={variants(units.length)}
      />
    </dl>
  );
}

function Fact({ name, figure, under }: { name: string; figure: string; under: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{figure}</b>
        <span className="meta mid">{under}</span>
      </dd>
    </div>
  );
}

/** Of orders alone: a unit sold at the counter is none. */
function average({ total: { orders, totalMinor }, channels }: Sales): number {
  const alone = channels
    .filter((channel) => channel.orders === 0)
    .reduce((sum, channel) => sum + channel.totalMinor, 0);
  return (totalMinor - alone) / orders;
}

function variants(count: number): string {
  return `of ${count} ${count === 1 ? "variant" : "variants"}`;
}

/** Whole weeks back, so that Saturdays meet Saturdays. */
function beforeWords(days: number): string {
  const weeks = Math.ceil(days / 7);
  if (days === 1) return "the same day a week before";
  return weeks === 1 ? "the week before" : `${weeks} weeks before`;
}

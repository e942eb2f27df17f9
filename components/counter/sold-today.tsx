import s from "@/components/counter/counter.module.css";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import type { SaleRow } from "@/lib/stock/counter-queries";
import { formatTime } from "@/lib/time";

type Props = {
  sales: SaleRow[];
  sum: { units: number; totalMinor: number };
  shop: { currency: string; locale: string; timezone: string };
};

/** What was sold at the counter today, by whom, newest first. */
export function SoldToday({ sales, sum, shop }: Props) {
  const money = (minor: number) => formatMoney(minor, shop.currency, shop.locale);
  return (
    <section className={s.today} aria-labelledby="sold-today">
      <h2 id="sold-today">
        Sold here today <span className="quiet">{sum.units > 0 && `${sum.units}, ${money(sum.totalMinor)}`}</span>
      </h2>
      {sales.length === 0 ? (
        <Empty title="Nothing yet.">Units sold at the counter are listed here. Orders are not.</Empty>
      ) : (
        <Table
          caption="Sold at the counter today"
          rows={sales}
          keyOf={(sale) => sale.key}
          columns={[
            { head: "Goods", cell: (sale) => sale.name, main: true },
            { head: "Time", cell: (sale) => formatTime(sale.soldAt, shop.locale, shop.timezone) },
            { head: "By", cell: (sale) => sale.by },
            { head: "Price", cell: (sale) => money(sale.unitPriceMinor), num: true },
          ]}
        />
      )}
      {sum.units > sales.length && (
        <p className="meta quiet">
          The newest {sales.length} of {sum.units}.
        </p>
      )}
    </section>
  );
}

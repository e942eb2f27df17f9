import { type Columns, csvResponse } from "@/lib/csv";
import { decimalMoney } from "@/lib/money";
import { listRefusedDemand } from "@/lib/reports/refused";
import type { Range, Step } from "@/lib/reports/rules";
import { readSales } from "@/lib/reports/sales";
import { listSellThrough } from "@/lib/reports/sell-through";
import { listVariantSales } from "@/lib/reports/units";
import { weekdayOf } from "@/lib/time";

export type Asked = { range: Range; step: Step; timezone: string; currency: string };

/** Every report as a CSV file; money in the currency's major unit, instants in UTC. */
export const reportFiles = {
  sales: async ({ range, step, timezone, currency }: Asked) => {
    const { steps } = await readSales(range, step, timezone);
    return file("sales", range, steps, {
      [`${step} from`]: ({ start }) => start,
      orders: ({ orders }) => orders,
      sold: ({ totalMinor }) => decimalMoney(totalMinor, currency),
      currency: () => currency,
    });
  },
  items: async ({ range, timezone, currency }: Asked) =>
    file("items", range, await listVariantSales(range, timezone), {
      sku: ({ sku }) => sku,
      item: ({ itemName }) => itemName,
      variant: ({ variantName }) => variantName,
      category: ({ category }) => category,
      units: ({ units }) => units,
      sold: ({ totalMinor }) => decimalMoney(totalMinor, currency),
      currency: () => currency,
    }),
  hours: async ({ range, step, timezone }: Asked) => {
    const { hours } = await readSales(range, step, timezone);
    const rows = hours.flatMap((day, weekday) => day.map((orders, hour) => ({ weekday: weekday + 1, hour, orders })));
    return file("hours", range, rows, {
      weekday: ({ weekday }) => weekday,
      hour: ({ hour }) => hour,
      orders: ({ orders }) => orders,
    });
  },
  "sell-through": async ({ range }: Asked) =>
    file("sell-through", range, (await listSellThrough(range)).reverse(), {
      "pickup day": ({ day }) => day,
      weekday: ({ day }) => weekdayOf(day),
      item: ({ itemName }) => itemName,
      variant: ({ variantName }) => variantName,
      made: ({ made }) => made,
      sold: ({ sold }) => sold,
      wasted: ({ wasted }) => wasted,
      "on offer from": ({ openedAt }) => openedAt?.toISOString() ?? "",
      "sold out at": ({ soldOutAt }) => soldOutAt?.toISOString() ?? "",
    }),
  orders: async ({ range, step, timezone, currency }: Asked) => {
    const { statuses, channels } = await readSales(range, step, timezone);
    const rows = [
      ...statuses.map(({ key, ...sum }) => ({ by: "state", key: key as string, ...sum })),
      ...channels.map(({ key, ...sum }) => ({ by: "channel", key, ...sum })),
    ];
    return file("orders", range, rows, {
      by: ({ by }) => by,
      name: ({ key }) => key,
      orders: ({ orders }) => orders,
      worth: ({ totalMinor }) => decimalMoney(totalMinor, currency),
      currency: () => currency,
    });
  },
  refused: async ({ range, timezone, currency }: Asked) =>
    file("refused", range, await listRefusedDemand(range, timezone), {
      item: ({ itemName }) => itemName,
      variant: ({ variantName }) => variantName,
      times: ({ times }) => times,
      "units missing": ({ missing }) => missing,
      worth: ({ worthMinor }) => decimalMoney(worthMinor, currency),
      currency: () => currency,
    }),
} as const;

function file<Row>(name: string, { from, to }: Range, rows: Iterable<Row>, columns: Columns<Row>): Response {
  return csvResponse(`${name} ${from} to ${to}.csv`, columns, rows);
}

import { type Cell, safeCell } from "@/lib/csv";
import { orderColumns } from "@/lib/orders/export-columns";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

/** An order as a row of a spreadsheet: `number`, as it stands in the first cell, says which one it is. */
export type OrderRow = { number: string; cells: Cell[] };

type Options = { timezone: string; personal: boolean };

/** The columns that are about a person. */
export const personalColumns: readonly string[] = ["customer", "email", "phone", "note"];

/** The headings of such rows. */
export function rowHeadings({ timezone, personal }: Options): string[] {
  return Object.keys(columns(timezone)).filter((name) => personal || !personalColumns.includes(name));
}

/** An order's row: its number first, nothing that a spreadsheet would run, nothing about a person unless that may go along. */
export function orderRow(order: OrderSnapshot, options: Options): OrderRow {
  const cell = columns(options.timezone);
  const cells = rowHeadings(options).map((name) => safeCell(cell[name]!(order)));
  return { number: String(cells[0]), cells };
}

function columns(timezone: string): Readonly<Record<string, (order: OrderSnapshot) => Cell>> {
  const { pickup_time, ...known } = orderColumns(timezone);
  return {
    ...known,
    email: ({ customer }) => customer.email,
    phone: ({ customer }) => customer.phone,
    note: ({ note }) => note,
    items: ({ lines }) =>
      lines.map(({ quantity, itemName, variantName }) => `${quantity} × ${itemName} ${variantName}`.trim()).join("; "),
    revision: ({ revision }) => revision,
    // Last, since sheets are out there whose columns are what they were.
    ...(pickup_time && { pickup_time }),
  };
}

/*
 * A table on a wide screen, readable rows on a phone:
 *   <Table caption="Items" rows={items} keyOf={(item) => item.id} columns={[
 *     { head: "Item", cell: (item) => <Link href={…}>{item.name}</Link>, main: true },
 *     { head: "Price", cell: (item) => formatMoney(…), num: true },
 *     { head: "", label: "Do", cell: (item) => <button …>, act: true } ]} />
 * `main` is the row's name: its heading for screen readers, its first line on a phone. `num` stands to the right. `quietOnPhone` is left out there.
 * Money and dates are written on the server, with formatMoney, formatDay and formatTime.
 */

import type { ReactNode } from "react";
import s from "@/components/ui/table.module.css";

export type Column<Row> = {
  head: string;
  /** What the column is called where `head` is empty. */
  label?: string;
  cell: (row: Row) => ReactNode;
  main?: boolean;
  num?: boolean;
  act?: boolean;
  quietOnPhone?: boolean;
};

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** A row that needs a look is tinted. */
  hueOf?: (row: Row) => "placed" | "stop" | "unsure" | undefined;
  foot?: ReactNode;
};

export function Table<Row>({ caption, columns, rows, keyOf, hueOf, foot }: Props<Row>) {
  return (
    <div className={s.frame}>
      <table className={s.table} {...as("table")}>
        <caption className="sr">{caption}</caption>
        <thead {...as("rowgroup")}>
          <tr {...as("row")}>
            {columns.map((column) => (
              <th key={nameOf(column)} scope="col" {...as("columnheader")} className={shapeOf(column)}>
                {column.head || <span className="sr">{column.label}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as("rowgroup")}>
          {rows.map((row) => (
            <tr key={keyOf(row)} {...as("row")} data-row data-hue={hueOf?.(row)}>
              {columns.map((column) => (
                <Cell key={nameOf(column)} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot {...as("rowgroup")}>{foot}</tfoot>}
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.main)
    return (
      <th scope="row" {...as("rowheader")} className={shapeOf(column)}>
        {column.cell(row)}
      </th>
    );
  return (
    <td {...as("cell")} className={shapeOf(column)} data-label={column.head || undefined}>
      {column.cell(row)}
    </td>
  );
}

/** Said aloud: as blocks, on a phone, the elements lose their roles. */
function as(role: string): { role: string } {
  return { role };
}

function nameOf<Row>({ head, label }: Column<Row>): string {
  return head || label || "";
}

function shapeOf<Row>({ main, num, act, quietOnPhone }: Column<Row>): string {
  return [main && s.main, num && s.num, act && s.act, quietOnPhone && s.wide].filter(Boolean).join(" ");
}

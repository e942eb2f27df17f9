import s from "@/components/orders/admin/export.module.css";
import { SelectField, TextField } from "@/components/ui/admin-field";
import type { Day } from "@/lib/time";

/** Which orders a file for the accountant holds. The browser saves it while the shop still reads. */
export function ExportForm({ today, timezone }: { today: Day; timezone: string }) {
  return (
    <form action="/api/staff/orders.csv" className={`panel ${s.form}`} aria-label="Orders as CSV">
      <SelectField
        name="by"
        label="Days counted by"
        options={[
          { value: "placed", words: "when they were placed" },
          { value: "pickup", words: "their pickup day" },
        ]}
      />
      <SelectField
        name="rows"
        label="A row for each"
        options={[
          { value: "orders", words: "order" },
          { value: "lines", words: "line of an order" },
        ]}
      />
      <TextField name="from" label="From" type="date" required defaultValue={`${today.slice(0, 8)}01`} />
      <TextField name="to" label="To, that day too" type="date" required defaultValue={today} />
      <p className={s.foot}>
        <button type="submit" className="btn go">
          Download
        </button>
        <span className="meta quiet">
          Days and times are the shop's ({timezone}), with UTC beside them. Amounts are decimals. Cancelled orders are
          in it, with their status. The audit log keeps who took it.
        </span>
      </p>
    </form>
  );
}

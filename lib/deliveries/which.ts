import { joinSql, type Sql, sql } from "@/lib/db/sql";
import { type DeliveryFilter, numberIn } from "@/lib/deliveries/list-filter";
import { type Arrived, notArrived } from "@/lib/deliveries/rules-of-again";
import { addDays, instantAt } from "@/lib/time";

/** The condition on `deliveries AS d` that a filter stands for. An order that is no number finds nothing. */
export function whereDeliveries(filter: DeliveryFilter, timezone: string): Sql {
  const { state, channel, destination, order, from, to } = filter;
  const conditions = [
    sql`true`,
    ...(state ? [sql`d.state = ${state}::delivery_state`] : []),
    ...(channel ? [sql`d.channel = ${channel}::delivery_channel`] : []),
    ...(destination ? [sql`d.destination_id = ${destination}`] : []),
    ...(order ? [sql`d.order_id = (SELECT id FROM orders WHERE number = ${numberIn(order)})`] : []),
    ...(from ? [sql`d.created_at >= ${instantAt(from, 0, timezone)}`] : []),
    ...(to ? [sql`d.created_at < ${instantAt(addDays(to, 1), 0, timezone)}`] : []),
  ];
  return joinSql(conditions, " AND ");
}

type Shown = { filter: DeliveryFilter; until: Date; arrived: Arrived };

/** The condition on `deliveries AS d` for what a filter shows that was made until an instant and may go again: of what arrived nothing if that is left. */
export function whereShown({ filter, until, arrived }: Shown, timezone: string): Sql {
  const states = arrived === "leave" ? notArrived : [...notArrived, "delivered"];
  return sql`${whereDeliveries(filter, timezone)} AND d.created_at <= ${until} AND d.state = ANY(${[...states]}::delivery_state[]) AND d.next_attempt_at IS NULL`;
}

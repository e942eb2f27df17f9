import Link from "next/link";
import { AgainFor, type Sending } from "@/components/deliveries/again-for";
import s from "@/components/deliveries/deliveries.module.css";
import { channelIcons, placeWords, stateMark, titleWords } from "@/components/deliveries/delivery-words";
import { momentWords, type Place, untilWords } from "@/components/layout/admin-clock";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";

type Props = { rows: DeliveryRow[]; place: Place; now: Date; sending: Sending };

/** Messages, newest first: where each stands, where it goes, what is next. */
export function DeliveryList({ rows, place, now, sending }: Props) {
  return (
    <table className={s.list}>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Message</th>
          <th scope="col">To</th>
          <th scope="col" className="num">
            Order
          </th>
          <th scope="col" className="num">
            Tries
          </th>
          <th scope="col">When, and what is next</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} place={place} now={now} sending={sending} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, place, now, sending }: { row: DeliveryRow } & Omit<Props, "rows">) {
  const { words, ...mark } = stateMark(row);
  return (
    <tr data-row>
      <td>
        <StateMark {...mark}>{words}</StateMark>
      </td>
      <th scope="row">
        <Link href={`/admin/deliveries/${row.id}`}>
          <Icon name={channelIcons[row.channel]} />
          <span>{titleWords(row)}</span>
        </Link>
      </th>
      <td className={s.whom}>
        {placeWords(row)}
        <span className="quiet meta">{row.address}</span>
      </td>
      <td className="num" data-label="Order">
        {row.orderId && (
          <Link className="link" href={`/admin/orders/${row.orderId}`}>
            {row.orderNumber}
          </Link>
        )}
      </td>
      <td className="num" data-label="Tries">
        {row.attempts}
      </td>
      <td className={s.next}>
        <span className="mid">{whenWords(row, place, now)}</span>
        {row.lastError && <span className={s.error}>{row.lastError}</span>}
      </td>
      <td className={s.does}>
        <AgainFor row={row} sending={sending} />
      </td>
    </tr>
  );
}

function whenWords({ state, nextAttemptAt, settledAt, createdAt }: DeliveryRow, place: Place, now: Date): string {
  if (nextAttemptAt && state !== "sending")
    return `${state === "unknown" ? "Asked" : "Next"} ${momentWords(nextAttemptAt, place)}, ${untilWords(nextAttemptAt, now)}`;
  return momentWords(settledAt ?? createdAt, place);
}

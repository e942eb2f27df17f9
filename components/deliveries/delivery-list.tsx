import Link from "next/link";
import { AgainFor, type Sending } from "@/components/deliveries/again-for";
import s from "@/components/deliveries/deliveries.module.css";
import { channelIcons, placeWords, stateMark, titleWords } from "@/components/deliveries/delivery-words";
import sel from "@/components/deliveries/selection.module.css";
import { selectionForm } from "@/components/deliveries/selection-form";
import { momentWords, type Place, untilWords } from "@/components/layout/admin-clock";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";
import { mayGoAgain } from "@/lib/deliveries/rules-of-again";

type Props = {
  rows: DeliveryRow[];
  place: Place;
  now: Date;
  sending: Sending;
  /** Whether messages can be chosen to be sent again together. */
  selects: boolean;
};

/** Messages, newest first: where each stands, where it goes, what is next. */
export function DeliveryList({ rows, selects, ...props }: Props) {
  return (
    <table className={s.list} data-selectable={selects || undefined}>
      <thead>
        <tr>
          {selects && <td className={s.pick} />}
          <th scope="col" className={s.state}>
            State
          </th>
          <th scope="col" className={s.what}>
            Message
          </th>
          <th scope="col" className={s.whom}>
            To
          </th>
          <th scope="col" className={`num ${s.count}`}>
            Order
          </th>
          <th scope="col" className={`num ${s.count}`}>
            Tries
          </th>
          <th scope="col">When, and what is next</th>
          <td className={s.does} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} selects={selects} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, place, now, sending, selects }: { row: DeliveryRow } & Omit<Props, "rows">) {
  const { words, ...mark } = stateMark(row);
  return (
    <tr data-row>
      {selects && <td className={s.pick}>{mayGoAgain(row) && <Pick row={row} />}</td>}
      <td className={s.state}>
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

function Pick({ row }: { row: DeliveryRow }) {
  return (
    <label className={sel.pick}>
      <span className="sr">
        Select {titleWords(row)} {row.orderNumber && `of order ${row.orderNumber}`}
      </span>
      <input type="checkbox" name={`pick:${row.id}`} form={selectionForm} data-state={row.state} />
    </label>
  );
}

function whenWords({ state, nextAttemptAt, settledAt, createdAt }: DeliveryRow, place: Place, now: Date): string {
  if (nextAttemptAt && state !== "sending")
    return `${state === "unknown" ? "Asked" : "Next"} ${momentWords(nextAttemptAt, place)}, ${untilWords(nextAttemptAt, now)}`;
  return momentWords(settledAt ?? createdAt, place);
}

"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import type { ShelfLine } from "@/components/counter/shelf";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { useLiveStock } from "@/components/live/use-live-stock";
import { AddLine } from "@/components/orders/change/add-line";
import s from "@/components/orders/change/change.module.css";
import { ChangeContact } from "@/components/orders/change/change-contact";
import { ChangeDays } from "@/components/orders/change/change-days";
import { AddedRow, LineRow } from "@/components/orders/change/change-lines";
import { ChangeTime } from "@/components/orders/change/change-time";
import { type DayView, mostOf, type TimeOption, tellOf } from "@/components/orders/change/change-view";
import { LiftField } from "@/components/orders/lift-field";
import { ActionForm } from "@/components/ui/action-form";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { LiveLevel } from "@/lib/live/rules";
import { formatMoney, totalOf } from "@/lib/money";
import { paidOf } from "@/lib/orders/rules";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { Day } from "@/lib/time";

type Props = {
  action: StaffAction;
  order: OrderSnapshot;
  /** The day that the page was read for: what is left, and what can be added. */
  day: Day;
  days: DayView[];
  levels: LiveLevel[];
  /** The order's variants that keep. */
  keeping: string[];
  shelf: ShelfLine[];
  /** The times of the day; none where it has none. */
  times: TimeOption[];
  limits: { quantity: number; name: number; email: number; phone: number; note: number };
};

type Units = Readonly<Record<string, number>>;

/** Everything that can be changed about an order, on one page: what stays, what is added, the day, the customer. */
export function ChangeForm({ action, order, day, days, levels, keeping, shelf, times, limits }: Props) {
  const router = useRouter();
  const [going, go] = useTransition();
  const [units, setUnits] = useState<Units>({});
  const [added, setAdded] = useState<Units>({});
  const [chosen, setChosen] = useState<Day | null>(null);
  const here = `/admin/orders/${order.id}`;
  const wantedDay = chosen ?? order.pickupDay;
  const { levels: live } = useLiveStock(day, levels);
  const timed = times.length > 0 && day === wantedDay;
  const keeps = useMemo(() => new Set(keeping), [keeping]);

  const quantityOf = (line: OrderSnapshot["lines"][number]) => units[line.id] ?? line.quantity;
  const extra = shelf.filter((line) => line.variantId in added);
  const wanted = (variantId: string) =>
    order.lines.reduce((sum, line) => sum + (line.variantId === variantId ? quantityOf(line) : 0), 0) +
    (added[variantId] ?? 0);
  const most = (variantId: string, left = live.get(variantId)?.available ?? 0, on = wantedDay) =>
    mostOf(variantId, left, { order, day: on, keeping: keeps });
  const totalMinor =
    totalOf(order.lines.map((line) => ({ ...line, quantity: quantityOf(line) }))) +
    totalOf(extra.map((line) => ({ unitPriceMinor: line.priceMinor, quantity: added[line.variantId] ?? 0 })));

  const choose = (next: Day) => {
    setChosen(next);
    go(() => router.replace(`${here}/change?day=${next}`, { scroll: false }));
  };
  const add = (line: ShelfLine) => {
    const same = order.lines.find((one) => one.variantId === line.variantId && one.unitPriceMinor === line.priceMinor);
    if (same) setUnits((known) => ({ ...known, [same.id]: quantityOf(same) + 1 }));
    else setAdded((known) => ({ ...known, [line.variantId]: (known[line.variantId] ?? 0) + 1 }));
  };
  const forget = () => {
    setUnits({});
    setAdded({});
    setChosen(null);
  };
  const money = (minor: number) => formatMoney(minor, order.currency, order.locale);
  return (
    <ActionForm
      action={action}
      about={order.id}
      back={here}
      label="Change this order"
      className={s.form}
      guard
      onDone={() => router.push(here)}
    >
      <input type="hidden" name="orderId" value={order.id} />
      <ChangedMeanwhile version={order.revision} theirs={theirsOf(order)} labels={labelsOf(order, timed && day)} />
      <div className={s.goods}>
        <section className="panel" aria-labelledby="lines">
          <h2 id="lines">What was ordered</h2>
          <ul className={s.lines}>
            {order.lines.map((line) => (
              <LineRow
                key={line.id}
                line={line}
                quantity={quantityOf(line)}
                wanted={wanted(line.variantId)}
                most={most(line.variantId)}
                limit={limits.quantity}
                money={money}
                onQuantity={(quantity) => setUnits((known) => ({ ...known, [line.id]: quantity }))}
              />
            ))}
            {extra.map((line) => (
              <AddedRow
                key={line.variantId}
                line={line}
                quantity={added[line.variantId] ?? 0}
                wanted={wanted(line.variantId)}
                most={most(line.variantId)}
                limit={limits.quantity}
                money={money}
                onQuantity={(quantity) => setAdded((known) => ({ ...known, [line.variantId]: quantity }))}
              />
            ))}
          </ul>
          <AddLine shelf={shelf} left={(line) => live.get(line.variantId)?.available ?? 0} money={money} onAdd={add} />
          <Total was={order.totalMinor} now={totalMinor} paid={order.paidAt ? paidOf(order) : null} money={money} />
        </section>
        <ChangeDays
          days={days}
          chosen={wantedDay}
          order={order}
          busy={going}
          short={({ day: on, left }) =>
            [...new Set(order.lines.map((line) => line.variantId))].filter(
              (id) => wanted(id) > most(id, left[id] ?? 0, on),
            ).length
          }
          onChoose={choose}
        />
        {timed && <ChangeTime order={order} day={day} times={times} />}
      </div>
      <ChangeContact order={order} limits={limits} />
      <LiftField />
      <SaveBar onDiscard={forget}>Save the change</SaveBar>
    </ActionForm>
  );
}

type TotalProps = { was: number; now: number; paid: number | null; money: (minor: number) => string };

function Total({ was, now, paid, money }: TotalProps) {
  return (
    <p className={s.total}>
      <span>Total</span>
      <output aria-live="polite">
        {was !== now && <s>{money(was)}</s>} <b>{money(now)}</b>
      </output>
      {paid !== null && paid !== now && (
        <span className={s.due}>
          Paid {money(paid)}: {paid < now ? `${money(now - paid)} still to pay` : `${money(paid - now)} to give back`}
        </span>
      )}
    </p>
  );
}

function theirsOf({ customer, notify, note, lines, pickupDay, slot }: OrderSnapshot): Record<string, string> {
  const quantities = lines.map((line) => [`quantity-${line.id}`, String(line.quantity)]);
  return {
    day: pickupDay,
    slot: slot?.id ?? "",
    ...customer,
    tell: tellOf(notify),
    note,
    ...Object.fromEntries(quantities),
  };
}

/** Of another day than the order's, the time is no more than a part of that choice. `timed`: the day whose times can be chosen. */
function labelsOf({ lines, pickupDay }: OrderSnapshot, timed: Day | false): Record<string, string> {
  const quantities = lines.map((line) => [`quantity-${line.id}`, `${line.itemName} ${line.variantName}`.trim()]);
  const contact = { name: "Name", email: "Email", phone: "Phone", tell: "How they are told", note: "Note" };
  const pickup = { day: "Pickup day", ...(timed === pickupDay && { slot: "Time" }) };
  return { ...pickup, ...contact, ...Object.fromEntries(quantities) };
}

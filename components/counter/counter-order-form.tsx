"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState, useTransition } from "react";
import { CounterTimes, useTimes } from "@/components/counter/counter-times";
import { newKey } from "@/components/counter/new-key";
import s from "@/components/counter/order-form.module.css";
import type { DayChoice, Shelf, ShelfLine } from "@/components/counter/shelf";
import { ShelfLines } from "@/components/counter/shelf-lines";
import type { StaffTime } from "@/components/counter/times";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { useLiveStock } from "@/components/live/use-live-stock";
import { LiftField } from "@/components/orders/lift-field";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { CheckField, TextArea, TextField } from "@/components/ui/admin-field";
import { formatMoney, totalOf } from "@/lib/money";
import type { Day } from "@/lib/time";

type Money = { currency: string; locale: string };

type Props = {
  action: StaffAction;
  day: Day;
  days: DayChoice[];
  dayWords: string;
  /** The times of the day; none where it has none. */
  times: readonly StaffTime[];
  shelf: Shelf;
  money: Money;
  /** The form's key until the page has drawn one of its own. */
  firstKey: string;
  limits: Limits;
};

type Limits = { quantity: number; name: number; email: number; phone: number; note: number };

/** An order that staff place for somebody: what is left on the day, how many of it, for whom. */
export function CounterOrderForm({ action, day, days, dayWords, times, shelf, money, firstKey, limits }: Props) {
  const lines = useMemo(() => shelf.flatMap((group) => group.lines), [shelf]);
  const { levels } = useLiveStock(day, lines);
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [key, setKey] = useState(firstKey);
  useEffect(() => setKey(newKey()), []);
  const left = (line: ShelfLine) => Math.max(0, levels.get(line.variantId)?.available ?? line.available);
  const chosen = lines.filter((line) => (units[line.variantId] ?? 0) > 0);
  const work = workOf(chosen, units);
  const time = useTimes({ day, times, work, locale: money.locale });
  const totalMinor = totalOf(
    chosen.map((line) => ({ unitPriceMinor: line.priceMinor, quantity: units[line.variantId] ?? 0 })),
  );
  return (
    <ActionForm action={action} label="New order" className={s.form} guard>
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="day" value={day} />
      <input type="hidden" name="expectedTotal" value={totalMinor} />
      <div className={s.goods}>
        <DayChoices days={days} />
        <CounterTimes {...time} work={work} />
        <ShelfLines
          shelf={shelf}
          left={left}
          units={units}
          onUnits={(variantId, count) => setUnits((known) => ({ ...known, [variantId]: count }))}
          money={money}
          most={limits.quantity}
        />
      </div>
      {chosen.length > 0 && (
        <p className={s.foot}>
          <span>
            {chosen.length === 1 ? "1 line" : `${chosen.length} lines`},{" "}
            <b>{formatMoney(totalMinor, money.currency, money.locale)}</b>
          </span>
          <a className="btn go" href="#agreed">
            Name and place
          </a>
        </p>
      )}
      <aside className={`panel ${s.side}`} aria-label="The order">
        <Placed onNew={() => setKey(newKey())} />
        <Agreed
          chosen={chosen}
          units={units}
          dayWords={[dayWords, time.meant?.words ?? (time.shown.length > 0 && "no time has room")]
            .filter(Boolean)
            .join(", ")}
          money={money}
        />
        <p className={s.total}>
          <span>Total</span>
          <output>{formatMoney(totalMinor, money.currency, money.locale)}</output>
        </p>
        <Customer limits={limits} />
        <LiftField />
        <Place empty={chosen.length === 0} />
      </aside>
    </ActionForm>
  );
}

/** The work of what is chosen; of nothing yet that of one unit, so that a full time is seen at once. */
function workOf(chosen: readonly ShelfLine[], units: Readonly<Record<string, number>>): number {
  return chosen.length === 0 ? 1 : chosen.reduce((sum, line) => sum + line.work * (units[line.variantId] ?? 0), 0);
}

/** Not links: what is already typed stays, and goes along to the other day. */
function DayChoices({ days }: { days: DayChoice[] }) {
  const router = useRouter();
  const [going, start] = useTransition();
  return (
    <fieldset className={s.days} aria-busy={going}>
      <legend className="sr">Pickup day</legend>
      {days.map(({ day, words, late, current }) => (
        <button
          key={day}
          type="button"
          aria-pressed={current}
          onClick={() => start(() => router.replace(`/admin/orders/new?day=${day}`, { scroll: false }))}
        >
          <b>{words}</b>
          {late && <span>closed to customers</span>}
        </button>
      ))}
    </fieldset>
  );
}

type AgreedProps = { chosen: ShelfLine[]; units: Readonly<Record<string, number>>; dayWords: string; money: Money };

function Agreed({ chosen, units, dayWords, money }: AgreedProps) {
  return (
    <section aria-labelledby="agreed">
      <h2 id="agreed">For {dayWords}</h2>
      {chosen.length === 0 ? (
        <p className="quiet">Nothing chosen yet.</p>
      ) : (
        <ul className={s.agreed}>
          {chosen.map((line) => (
            <li key={line.variantId}>
              <b>{units[line.variantId]}</b>
              <span>
                {line.name} <span className="quiet">{line.variant}</span>
              </span>
              <span>{formatMoney(line.priceMinor * (units[line.variantId] ?? 0), money.currency, money.locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Customer({ limits }: { limits: Limits }) {
  return (
    <>
      <fieldset className={s.channel}>
        <legend className="sr">Where they order</legend>
        <label>
          <input type="radio" name="channel" value="counter" defaultChecked /> At the counter
        </label>
        <label>
          <input type="radio" name="channel" value="phone" /> On the phone
        </label>
      </fieldset>
      <TextField name="name" label="Name" hint="To call out" required maxLength={limits.name} autoComplete="off" />
      <TextField
        name="phone"
        label="Phone"
        required={false}
        type="tel"
        inputMode="tel"
        maxLength={limits.phone}
        autoComplete="off"
      />
      <CheckField name="text" value="yes" label="Text this number about the order" />
      <TextField
        name="email"
        label="Email"
        hint="Given, they are told by email"
        required={false}
        type="email"
        inputMode="email"
        maxLength={limits.email}
        autoComplete="off"
      />
      <TextArea name="note" label="Note" required={false} rows={2} maxLength={limits.note} />
      <CheckField name="paid" value="yes" label="Paid already" />
    </>
  );
}

function Place({ empty }: { empty: boolean }) {
  const { pending } = useActionForm();
  return (
    <div className={s.place}>
      <button type="submit" className="btn go" aria-busy={pending} aria-disabled={empty || undefined}>
        {pending ? "Placing" : "Place order"}
      </button>
    </div>
  );
}

/** A form that placed its order before, and was changed and sent again: the order is there, and a new one can be begun. */
function Placed({ onNew }: { onNew: () => void }) {
  const { state } = useActionForm();
  if (state.refusal?.code !== "form_reused") return null;
  const { orderId } = state.refusal.detail as { orderId: string };
  return (
    <p className={s.reused}>
      <Link className="btn" href={`/admin/orders/${orderId}`}>
        Open that order
      </Link>
      <button type="button" className="btn" onClick={onNew}>
        This is another order
      </button>
    </p>
  );
}

"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { isUntaken, TryAgain } from "@/components/checkout/try-again";
import { useSentOnce } from "@/components/checkout/use-sent-once";
import { useLiveStock } from "@/components/live/use-live-stock";
import { useTakesOrders } from "@/components/ordering/ordering-now";
import { OwnDays } from "@/components/orders/own/own-days";
import { OwnLine } from "@/components/orders/own/own-line";
import { Shelf } from "@/components/orders/own/own-shelf";
import { OwnTimes } from "@/components/orders/own/own-times";
import {
  type OwnDay,
  type OwnRow,
  openingWanted,
  shortOn,
  totalWanted,
  wantedOf,
} from "@/components/orders/own/own-view";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import type { LiveLevel } from "@/lib/live/rules";
import { formatMoney } from "@/lib/money";
import type { Day } from "@/lib/time";
import type { FormState } from "@/lib/web/action";

export type ChangeOwnProps = {
  token: string;
  revision: number;
  day: Day;
  rows: OwnRow[];
  shelf: OwnRow[];
  days: OwnDay[];
  /** What is left on each of those days, goods that keep among them. */
  levels: Readonly<Record<Day, LiveLevel[]>>;
  /** Variants of the order that keep: what it holds of them counts on every day. */
  keeping: string[];
  /** What it takes of a time, in work units. */
  work: number;
  /** The order's time, in words; empty where it has none. */
  time: string;
  slot: string | undefined;
  /** Whether what can be added is in sight from the start. */
  open: boolean;
  money: { currency: string; locale: string };
  action: Action;
};

const changeWords = {
  busy: "Nothing was changed yet, and what you chose is still here.",
  unanswered: "We do not know yet if your order was changed. Try again: the same change is made only once.",
};

/** The form by which customers change their own order. It is of one revision, and starts anew with the next; what was refused stays to be read. */
export function ChangeOwn({ action, ...props }: ChangeOwnProps) {
  const { state, pending, formProps } = useSentOnce(action);
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.message || state.unanswered) trouble.current?.focus();
  }, [state]);
  return (
    <form id="change-own" noValidate {...formProps}>
      <div ref={trouble} tabIndex={-1} role="alert" className="own-trouble">
        {!pending && isUntaken(state) && (
          <TryAgain state={state} form="change-own" words={changeWords} byItself={false} />
        )}
        {state.message && !isUntaken(state) && (
          <p className="notice">
            <CircleAlert className="ico" aria-hidden />
            <span>{state.message}</span>
          </p>
        )}
      </div>
      <Fields key={props.revision} {...props} state={state} />
    </form>
  );
}

function Fields({ state, ...props }: Omit<ChangeOwnProps, "action"> & { state: FormState }) {
  const all = [...props.rows, ...props.shelf];
  const typed = state.refusal?.code === "changed_meanwhile" ? undefined : state.typed;
  const [wanted, setWanted] = useState(() => openingWanted(all, typed));
  const taken = useTakesOrders();
  const [day, choose] = useState(typed?.day ?? props.day);
  const left = useLeftOn(props, day);
  const money = (minor: number) => formatMoney(minor, props.money.currency, props.money.locale);
  const line = (row: OwnRow) => (
    <OwnLine
      key={row.field}
      row={row}
      quantity={wanted[row.field] ?? row.had}
      wanted={wantedOf(row.variantId, all, wanted)}
      most={left(row.variantId, day)}
      state={state}
      money={money}
      set={(quantity) => setWanted((before) => ({ ...before, [row.field]: quantity }))}
    />
  );
  return (
    <>
      <input type="hidden" name="token" value={props.token} />
      <input type="hidden" name="version" value={props.revision} />
      <div className="halves">
        <div>
          <section className="blk" aria-labelledby="yours">
            <h2 className="title" id="yours">
              What you ordered
            </h2>
            <ul className="lines">{props.rows.map(line)}</ul>
          </section>
          {taken && props.shelf.length > 0 && (
            <Shelf open={props.open} rows={props.shelf} wanted={wanted} left={(id) => left(id, day)} line={line} />
          )}
        </div>
        {taken && (
          <div>
            <OwnDays
              days={props.days}
              chosen={day}
              now={props.day}
              short={(on) => shortOn(all, wanted, (id) => left(id, on))}
              choose={choose}
              wrong={state.fields?.day}
            />
            <OwnTimes
              key={day}
              day={props.days.find((one) => one.day === day)}
              work={props.work}
              kept={day === props.day ? props.time : ""}
              chosen={typed?.slot ?? ""}
              own={props.slot}
              locale={props.money.locale}
              wrong={state.fields?.slot}
            />
          </div>
        )}
      </div>
      <div className="place own-save">
        <Press className="btn between" waiting="Saving">
          Save the change
          <span className="price">{money(totalWanted(all, wanted))}</span>
        </Press>
      </div>
    </>
  );
}

/** The most of a variant that the order can have on a day: what is left, as it changes, and what the order holds there. */
function useLeftOn({ day: own, rows, levels, keeping }: ChangeOwnProps | Omit<ChangeOwnProps, "action">, chosen: Day) {
  const now = useLiveStock(chosen, levels[chosen] ?? []);
  return (variantId: string, day: Day): number => {
    const known = (levels[day] ?? []).find((level) => level.variantId === variantId);
    const there = (day === chosen ? now.levels.get(variantId) : known)?.available ?? 0;
    const held = day === own || keeping.includes(variantId);
    return rows.reduce((sum, row) => sum + (held && row.variantId === variantId ? row.had : 0), Math.max(0, there));
  };
}

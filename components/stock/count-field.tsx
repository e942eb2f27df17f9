"use client";

import { type KeyboardEvent, startTransition, useActionState, useId, useRef, useState } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";
import type { CountRow } from "@/components/stock/count-list";
import s from "@/components/stock/stocktake.module.css";

type Props = { stocktakeId: string; row: CountRow; action: StaffAction | null };

const nothing: StaffAction = async () => ({});

/** One variant's number. It is stored when the field is left or Enter is pressed, which goes on to the next. */
export function CountField({ stocktakeId, row, action }: Props) {
  const [state, dispatch, pending] = useActionState(action ?? nothing, {});
  const [typed, setTyped] = useState("");
  const sent = useRef("");
  const id = useId();
  const send = () => {
    const counted = typed.trim();
    if (counted === "" || counted === sent.current) return;
    sent.current = counted;
    const form = new FormData();
    const fields = { stocktakeId, variantId: row.variantId, counted, key: crypto.randomUUID(), about: row.variantId };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    startTransition(() => dispatch(form));
  };
  const wrong = state.done ? "" : (Object.values(state.fields ?? {})[0] ?? state.message ?? "");
  const type = (words: string) => {
    setTyped(words);
    // The same number typed again after a change counts again.
    if (words.trim() !== sent.current) sent.current = "";
  };
  return (
    <>
      <label htmlFor={id}>
        <b>{row.itemName}</b> <span className="mid">{row.variantName}</span>
        {!row.day && <span className="quiet"> keeps</span>}
      </label>
      <input
        id={id}
        className="field num"
        inputMode="numeric"
        pattern="[0-9]*"
        enterKeyHint="next"
        autoComplete="off"
        maxLength={6}
        placeholder={row.count ? String(row.count.counted) : ""}
        value={typed}
        readOnly={action === null}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={`${id}-state`}
        data-count
        onChange={(event) => type(event.target.value)}
        onBlur={send}
        onKeyDown={(event) => goOn(event, send)}
      />
      <span id={`${id}-state`} className={s.state} role="status">
        {wrong ? (
          <span className="wrong">
            <Glyph name="cross" />
            {wrong}
          </span>
        ) : pending ? (
          "Saving"
        ) : (
          row.count && <Last row={row} count={row.count} />
        )}
      </span>
    </>
  );
}

function Last({ row, count }: { row: CountRow; count: NonNullable<CountRow["count"]> }) {
  return (
    <>
      <span data-hue="ready" className="state">
        <Glyph name="tick" />
        {count.counted}
      </span>{" "}
      {count.by}, {row.at}
      {count.times > 1 && `; counted ${count.times} times${count.people > 1 ? ` by ${count.people} people` : ""}`}
    </>
  );
}

function goOn(event: KeyboardEvent<HTMLInputElement>, send: () => void): void {
  const ways: Readonly<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
  const way = ways[event.key];
  if (!way) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLInputElement>("input[data-count]")];
  const next = all[all.indexOf(event.currentTarget) + way];
  if (next) next.focus();
  else send();
}

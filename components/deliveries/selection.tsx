"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ArrivedChoice } from "@/components/deliveries/arrived-choice";
import s from "@/components/deliveries/selection.module.css";
import { selectionForm } from "@/components/deliveries/selection-form";
import { StaffForm } from "@/components/layout/admin-form";
import { type StaffAction, useListens } from "@/components/layout/admin-form-roots";
import { Glyph } from "@/components/layout/admin-icons";

type Selected = { all: number; chosen: number; arrived: number; unsure: number };

const none: Selected = { all: 0, chosen: 0, arrived: 0, unsure: 0 };

/** Sends the ticked messages again. Without JavaScript it says less, and does the same. */
export function Selection({ action, children }: { action: StaffAction; children?: ReactNode }) {
  const [selected, count] = useSelected();
  const listens = useListens();
  const { all, chosen, arrived, unsure } = selected;
  return (
    <StaffForm
      action={action}
      about="selection"
      id={selectionForm}
      label="Selected messages"
      className={s.bar}
      onDone={count}
    >
      {({ state, pending }) => (
        <>
          <label className={s.all} hidden={!listens}>
            <input
              type="checkbox"
              checked={all > 0 && chosen === all}
              disabled={all === 0}
              onChange={({ target }) => tickAll(target.checked, count)}
            />
            Select all on this page
          </label>
          <p role="status" className={s.says}>
            {listens && <b>{chosen === 0 ? "None" : chosen} selected</b>} {chosen > 0 && noteOf(arrived, unsure)}
          </p>
          <div className={s.choice} hidden={listens && arrived === 0}>
            <ArrivedChoice first="same" />
          </div>
          <button type="submit" className="btn go" disabled={listens && chosen === 0} aria-busy={pending}>
            Send {chosen > 0 ? chosen : "selected"} again
          </button>
          {children}
          {!state.done && (state.message || state.fields) && (
            <p className="wrong" role="alert">
              <Glyph name="cross" />
              {state.message ?? Object.values(state.fields ?? {})[0]}
            </p>
          )}
        </>
      )}
    </StaffForm>
  );
}

function noteOf(arrived: number, unsure: number): ReactNode {
  const notes = [
    arrived > 0 && `${arrived} arrived already`,
    unsure > 0 && `${unsure} may have arrived, and could arrive twice`,
  ].filter(Boolean);
  return notes.length > 0 && <span className="mid">{notes.join("; ")}.</span>;
}

/** How many boxes of the list there are and are ticked, as the page has them now. */
function useSelected(): [Selected, () => void] {
  const [selected, setSelected] = useState(none);
  const count = useCallback(() => setSelected(countBoxes()), []);
  useEffect(() => {
    count();
    const onChange = ({ target }: Event) => (target as HTMLInputElement).form?.id === selectionForm && count();
    // A page that was read again may have lost rows that were ticked.
    const observer = new MutationObserver(count);
    const list = document.querySelector("[data-selectable]");
    if (list) observer.observe(list, { childList: true, subtree: true });
    document.addEventListener("change", onChange);
    return () => {
      document.removeEventListener("change", onChange);
      observer.disconnect();
    };
  }, [count]);
  return [selected, count];
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[form="${selectionForm}"][type="checkbox"]`)];

function countBoxes(): Selected {
  const all = boxes();
  const ticked = all.filter(({ checked }) => checked);
  const inState = (state: string) => ticked.filter(({ dataset }) => dataset.state === state).length;
  return { all: all.length, chosen: ticked.length, arrived: inState("delivered"), unsure: inState("unknown") };
}

function tickAll(checked: boolean, count: () => void): void {
  for (const box of boxes()) box.checked = checked;
  count();
}

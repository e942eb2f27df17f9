"use client";

import { useId, useState } from "react";
import type { ShelfLine } from "@/components/counter/shelf";
import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/orders/change/change.module.css";
import { findLines } from "@/components/orders/change/change-view";
import { useActionForm } from "@/components/ui/action-form";
import { SlashFocus } from "@/components/ui/ask-at-once";

type Props = {
  shelf: readonly ShelfLine[];
  left: (line: ShelfLine) => number;
  money: (minor: number) => string;
  onAdd: (line: ShelfLine) => void;
};

/** Finds something on sale by its name and adds one of it. Enter adds the first that is found. */
export function AddLine({ shelf, left, money, onAdd }: Props) {
  const { touch } = useActionForm();
  const [typed, setTyped] = useState("");
  const id = useId();
  const found = findLines(shelf, typed);
  const add = (line: ShelfLine) => {
    onAdd(line);
    setTyped("");
    touch();
  };
  return (
    <search className={s.add}>
      <label htmlFor={id} className="sr">
        Add something to the order
      </label>
      <span className="find" data-wide>
        <Icon name="find" />
        <SlashFocus>
          <input
            id={id}
            type="search"
            placeholder="Add something"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              if (found[0]) add(found[0]);
            }}
            autoComplete="off"
            enterKeyHint="done"
          />
        </SlashFocus>
        <kbd>/</kbd>
      </span>
      <p className="sr" role="status">
        {typed && (found.length === 1 ? "1 found" : `${found.length} found`)}
      </p>
      {typed && found.length === 0 && <p className="meta quiet">Nothing on sale is called “{typed}”.</p>}
      {found.length > 0 && (
        <ul className={s.found}>
          {found.map((line) => (
            <li key={line.variantId}>
              <button type="button" onClick={() => add(line)}>
                <span>
                  <b>{line.name}</b> <span className="mid">{line.variant}</span>
                </span>
                <span className="quiet">{left(line) > 0 ? `${left(line)} left` : "none left"}</span>
                <span className="num">{money(line.priceMinor)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

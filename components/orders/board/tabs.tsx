"use client";

import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/orders/board/board.module.css";
import type { ColumnKind, ColumnName } from "@/components/orders/board/columns";

type Props = {
  stacks: { kind: ColumnKind; total: number }[];
  tab: ColumnName;
  onTab: (name: ColumnName) => void;
  /** How long the oldest placed order has waited, told whichever tab is open. */
  oldest?: string;
};

/** A phone shows one column at a time. Without JavaScript it shows them below each other. */
export function Tabs({ stacks, tab, onTab, oldest }: Props) {
  return (
    <fieldset className={s.tabs}>
      <legend className="sr">Show</legend>
      {stacks.map(({ kind, total }) => (
        <label key={kind.name} data-hue={kind.hue}>
          <input
            className="sr"
            type="radio"
            name="column"
            checked={tab === kind.name}
            onChange={() => onTab(kind.name)}
          />
          <b>
            <Glyph name={kind.glyph} />
            {total}
          </b>
          <span>
            {kind.words}
            {kind.name === "placed" && oldest && `, ${oldest}`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

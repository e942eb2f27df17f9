"use client";

import { type ReactNode, useState } from "react";
import { useListens } from "@/components/layout/admin-form-roots";
import { useJustIn } from "@/components/layout/admin-just-in";
import { KeyHints } from "@/components/layout/admin-keys";
import { useLive, useNow } from "@/components/layout/admin-live";
import { ageOf } from "@/components/orders/board/age";
import s from "@/components/orders/board/board.module.css";
import type { BoardFilter } from "@/components/orders/board/board-filter";
import { Column, type ColumnProps } from "@/components/orders/board/column";
import { type ColumnName, columns, ticketsIn } from "@/components/orders/board/columns";
import { SelectionBar, SelectSeveral } from "@/components/orders/board/selection-bar";
import type { Stack } from "@/components/orders/board/stacks";
import { Tabs } from "@/components/orders/board/tabs";
import { boardKeyRows, useBoardKeys } from "@/components/orders/board/use-board-keys";
import { type BoardActions, useMoves } from "@/components/orders/board/use-moves";
import { useSelection } from "@/components/orders/board/use-selection";

type Props = {
  stacks: Stack[];
  filter: BoardFilter;
  /** When the server wrote the page, in milliseconds. */
  now: number;
  acceptWithin: number;
  actions: BoardActions | null;
  /** What a form without JavaScript was told. */
  refused: { order: string; words: string } | null;
  /** What narrows it, and what else can be done from here. */
  children: ReactNode;
};

/** The orders by what they wait for. Moves act at once; a refused one returns with its reason. */
export function Board({ stacks, filter, now: written, acceptWithin, actions, refused, children }: Props) {
  const now = useNow(10_000) ?? written;
  const { inTouch } = useLive();
  const { fresh } = useJustIn();
  const listens = useListens();
  const [tab, setTab] = useState<ColumnName>(filter.column ?? "placed");
  const { shown, reasons, move, moveMany } = useMoves(
    stacks.flatMap((stack) => stack.tickets),
    actions,
  );
  const selection = useSelection(shown);
  const root = useBoardKeys(setTab, selection);

  const shared = {
    now,
    acceptWithin,
    filter,
    actions,
    fresh: new Set(fresh.map((order) => order.id)),
    reasons: refused ? { [refused.order]: refused.words, ...reasons } : reasons,
    selection,
    onMove: move,
  } satisfies Omit<ColumnProps, "kind" | "stack" | "tickets" | "total">;
  const shownStacks = stacks.map((stack, index) => {
    const tickets = ticketsIn(stack.name, shown);
    return { kind: columns[index]!, stack, tickets, total: stack.total + tickets.length - stack.tickets.length };
  });
  const oldest = shownStacks[0]?.tickets[0];
  return (
    <div
      ref={root}
      className={s.root}
      data-board
      data-tab={tab}
      data-listens={listens || undefined}
      data-touch={inTouch ? "in" : "out"}
      data-alone={filter.column ?? undefined}
      data-selecting={selection.on || undefined}
    >
      <svg className="sr" aria-hidden="true">
        <defs>
          <pattern id="fuse-over" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3.5" height="9" className={s.stripe} />
          </pattern>
        </defs>
      </svg>
      <div className={s.tools}>
        {children}
        {listens && actions && <SelectSeveral selection={selection} />}
      </div>
      {actions && <SelectionBar selection={selection} tickets={shown} onMove={moveMany} />}
      <Tabs
        stacks={shownStacks}
        tab={tab}
        onTab={setTab}
        oldest={oldest ? ageOf(oldest.placedAt, now, acceptWithin).words.split(",")[0] : undefined}
      />
      <div className={s.board}>
        {shownStacks.map((stack) => (
          <Column key={stack.kind.name} {...stack} {...shared} />
        ))}
      </div>
      <KeyHints rows={boardKeyRows} />
    </div>
  );
}

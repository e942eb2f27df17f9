"use client";

import { useState } from "react";
import { useListens } from "@/components/layout/admin-form-roots";
import { useJustIn } from "@/components/layout/admin-just-in";
import { KeyHints } from "@/components/layout/admin-keys";
import { useLive, useNow } from "@/components/layout/admin-live";
import { ageOf } from "@/components/orders/board/age";
import s from "@/components/orders/board/board.module.css";
import { Column, type ColumnProps } from "@/components/orders/board/column";
import { type ColumnName, columns, ticketsIn } from "@/components/orders/board/columns";
import { Tabs } from "@/components/orders/board/tabs";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { boardKeyRows, useBoardKeys } from "@/components/orders/board/use-board-keys";
import { type BoardActions, useMoves } from "@/components/orders/board/use-moves";

type Props = {
  tickets: TicketView[];
  /** When the server wrote the page, in milliseconds. */
  now: number;
  acceptWithin: number;
  /** The one pickup day shown; none for all. */
  day: string | null;
  actions: BoardActions | null;
  /** What a form without JavaScript was told. */
  refused: { order: string; words: string } | null;
};

/** Every open order, by what it waits for. Moves act at once; a refused one returns with its reason. */
export function Board({ tickets, now: written, acceptWithin, day, actions, refused }: Props) {
  const now = useNow(10_000) ?? written;
  const { inTouch } = useLive();
  const { fresh } = useJustIn();
  const listens = useListens();
  const [tab, setTab] = useState<ColumnName>("placed");
  const { shown, reasons, move } = useMoves(tickets, actions);
  const root = useBoardKeys(setTab);

  const shared = {
    now,
    acceptWithin,
    day,
    actions,
    fresh: new Set(fresh.map((order) => order.id)),
    reasons: refused ? { [refused.order]: refused.words, ...reasons } : reasons,
    onMove: move,
  } satisfies Omit<ColumnProps, "kind" | "tickets">;
  const stacks = columns.map((kind) => ({ kind, tickets: ticketsIn(kind.name, shown) }));
  const oldest = stacks[0]?.tickets[0];
  return (
    <div
      ref={root}
      className={s.root}
      data-tab={tab}
      data-listens={listens || undefined}
      data-touch={inTouch ? "in" : "out"}
    >
      <svg className="sr" aria-hidden="true">
        <defs>
          <pattern id="fuse-over" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3.5" height="9" className={s.stripe} />
          </pattern>
        </defs>
      </svg>
      <Tabs
        stacks={stacks}
        tab={tab}
        onTab={setTab}
        oldest={oldest ? ageOf(oldest.placedAt, now, acceptWithin).words.split(",")[0] : undefined}
      />
      <div className={s.board}>
        {stacks.map((stack) => (
          <Column key={stack.kind.name} {...stack} {...shared} />
        ))}
      </div>
      <KeyHints rows={boardKeyRows} />
    </div>
  );
}

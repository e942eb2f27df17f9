"use client";

import { useState } from "react";
import { columnOf } from "@/components/orders/board/columns";
import { add, keep, mostSelected, nothingSelected, reachTo, toggle } from "@/components/orders/board/selection";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { isOpen } from "@/lib/orders/status";

export type BoardSelection = {
  /** Whether tickets show a box to tick instead of their stub. */
  on: boolean;
  ids: readonly string[];
  full: boolean;
  open(): void;
  close(): void;
  /** Ticks a ticket or unticks it; with `reach` everything from the last ticked one to it, in the order of `shown`. */
  tick(id: string, reach?: { shown: readonly string[] }): void;
  tickAll(ids: readonly string[]): void;
};

/** The tickets chosen to be moved together. What another person moves on meanwhile stays chosen only while it can be moved. */
export function useSelection(tickets: readonly TicketView[]): BoardSelection {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState(nothingSelected);
  const there = new Set(tickets.filter((ticket) => isOpen(ticket.status)).map((ticket) => ticket.id));
  const selection = keep(chosen, there);
  const close = () => {
    setOn(false);
    setChosen(nothingSelected);
  };
  return {
    on,
    ids: selection.ids,
    full: selection.ids.length === mostSelected,
    open: () => setOn(true),
    close,
    tick: (id, reach) => {
      if (!there.has(id)) return;
      setOn(true);
      setChosen(reach ? reachTo(selection, id, sameColumn(reach.shown, id, tickets)) : toggle(selection, id));
    },
    tickAll: (ids) => setChosen(add(selection, ids)),
  };
}

function sameColumn(shown: readonly string[], id: string, tickets: readonly TicketView[]): string[] {
  const columnsById = new Map(tickets.map((ticket) => [ticket.id, columnOf(ticket.status)]));
  return shown.filter((other) => columnsById.get(other) === columnsById.get(id));
}

"use client";

import { useOptimistic, useState, useTransition } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { useToast } from "@/components/layout/admin-toast";
import { type StubMove, stubs } from "@/components/orders/board/columns";
import type { TicketView } from "@/components/orders/board/ticket-view";
import type { OrderStatus } from "@/lib/orders/status";

export type BoardActions = Record<StubMove, StaffAction>;
type Moved = { id: string; to: OrderStatus; at: number };

const toldForMs = 60_000;
const notHeard = "This move did not reach the shop. Please try again.";

/** Moves tickets at once and asks the shop meanwhile. What it refuses returns to its place, with the reason on it. */
export function useMoves(tickets: TicketView[], actions: BoardActions | null) {
  const [shown, showMoved] = useOptimistic(tickets, placeMoved);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [, start] = useTransition();
  const { say } = useToast();

  const tell = (id: string, words: string) => {
    setReasons((known) => ({ ...known, [id]: words }));
    if (words) setTimeout(() => setReasons((known) => ({ ...known, [id]: "" })), toldForMs);
  };

  const move = (ticket: TicketView, form: FormData) => {
    const stub = stubs[ticket.status];
    if (!stub || !actions) return;
    start(async () => {
      showMoved({ id: ticket.id, to: stub.to, at: Date.now() });
      const state = await actions[stub.move]({}, form).catch(() => ({ done: false, message: notHeard }));
      if (state.done) say({ words: state.message ?? stub.words, undo: ticket.id });
      tell(ticket.id, state.done ? "" : (state.message ?? notHeard));
    });
  };
  return { shown, reasons, move };
}

function placeMoved(tickets: TicketView[], { id, to, at }: Moved): TicketView[] {
  return tickets.map((ticket) =>
    ticket.id === id ? { ...ticket, status: to, movedAt: at, movedWords: "now" } : ticket,
  );
}

"use client";

import { useOptimistic, useState, useTransition } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { useToast } from "@/components/layout/admin-toast";
import { type StubMove, stubs } from "@/components/orders/board/columns";
import type { TicketView } from "@/components/orders/board/ticket-view";
import { moves, type OrderStatus } from "@/lib/orders/status";

export type ManyMove = StubMove | "markNotCollected";
export type BoardActions = Record<StubMove, StaffAction> & { many: StaffAction; undoMany: StaffAction };
type Moved = { ids: readonly string[]; to: OrderStatus; at: number };

const toldForMs = 60_000;
const notHeard = "This move did not reach the shop. Please try again.";

/** Moves tickets at once and asks the shop meanwhile. What it refuses returns to its place, with the reason on it. */
export function useMoves(tickets: TicketView[], actions: BoardActions | null) {
  const [shown, showMoved] = useOptimistic(tickets, placeMoved);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [, start] = useTransition();
  const { say } = useToast();

  const tell = (told: Record<string, string>) => {
    setReasons((known) => ({ ...known, ...told }));
    const over = Object.fromEntries(Object.keys(told).map((id) => [id, ""]));
    setTimeout(() => setReasons((known) => ({ ...known, ...over })), toldForMs);
  };

  const move = (ticket: TicketView, form: FormData) => {
    const stub = stubs[ticket.status];
    if (!stub || !actions) return;
    start(async () => {
      showMoved({ ids: [ticket.id], to: stub.to, at: Date.now() });
      const state = await actions[stub.move]({}, form).catch(() => ({ done: false, message: notHeard }));
      if (state.done) say({ words: state.message ?? stub.words, undo: ticket.id });
      tell({ [ticket.id]: state.done ? "" : (state.message ?? notHeard) });
    });
  };

  const moveMany = (chosen: readonly TicketView[], kind: ManyMove) => {
    if (!actions || chosen.length === 0) return;
    const ids = chosen.map((ticket) => ticket.id);
    start(async () => {
      showMoved({ ids, to: moves[kind].to, at: Date.now() });
      const form = formOf({ orderIds: ids.join(","), move: kind, about: "board" });
      const state = await actions.many({}, form).catch(() => ({ done: false, message: notHeard, fields: undefined }));
      const refused = state.fields ?? (state.done ? {} : Object.fromEntries(ids.map((id) => [id, state.message])));
      const moved = ids.filter((id) => !(id in refused));
      const undo = moved.length > 0 ? { action: actions.undoMany, fields: { orderIds: moved.join(",") } } : undefined;
      say({ words: state.message ?? notHeard, undo });
      tell(Object.fromEntries(ids.map((id) => [id, refused[id] ?? ""])));
    });
  };
  return { shown, reasons, move, moveMany };
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function placeMoved(tickets: TicketView[], { ids, to, at }: Moved): TicketView[] {
  return tickets.map((ticket) =>
    ids.includes(ticket.id) ? { ...ticket, status: to, movedAt: at, movedWords: "now" } : ticket,
  );
}

"use client";

import { useEffect, useRef } from "react";
import { type KeyRow, useKeys } from "@/components/layout/admin-keys";
import type { ColumnName } from "@/components/orders/board/columns";
import type { BoardSelection } from "@/components/orders/board/use-selection";

export const boardKeyRows: KeyRow[] = [
  { keys: ["J", "K"], does: "ticket" },
  { keys: ["H", "L"], does: "column" },
  { keys: ["M"], does: "move on" },
  { keys: ["↵"], does: "open" },
  { keys: ["Z"], does: "undo" },
  { keys: ["X"], does: "select" },
  { keys: ["Shift", "X"], does: "select all in between" },
  { keys: ["Esc"], does: "end selecting" },
  { keys: ["N"], does: "show the new one" },
  { keys: ["/"], does: "find" },
  { keys: ["←", "↑", "↓", "→"], does: "from a ticket to the next" },
];

/** Moves the focus over the board and acts on the focused ticket. Returns the ref of the board's element. */
export function useBoardKeys(setTab: (name: ColumnName) => void, selection: BoardSelection) {
  const root = useRef<HTMLDivElement>(null);
  const shift = useShift();
  const step = (by: number) => focusTicket(ticketsOf(columnAt(root.current)), by);
  const across = (by: number) => {
    const stacks = [...(root.current?.querySelectorAll("[data-column]") ?? [])].filter(
      (stack) => ticketsOf(stack).length,
    );
    const at = stacks.indexOf(columnAt(root.current) ?? stacks[0]!);
    const row = ticketsOf(stacks[at]).indexOf(focused()!);
    const next = ticketsOf(stacks[Math.min(stacks.length - 1, Math.max(0, at + by))]);
    next[Math.min(Math.max(0, row), next.length - 1)]?.focus();
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    h: () => across(-1),
    l: () => across(1),
    arrowdown: () => focused() !== undefined && step(1),
    arrowup: () => focused() !== undefined && step(-1),
    arrowleft: () => focused() !== undefined && across(-1),
    arrowright: () => focused() !== undefined && across(1),
    m: () => moveOn(focused()),
    x: () => selectFocused(selection, shift.current),
    escape: () => selection.on && selection.close(),
  });
  useEnterOpens(root);
  useShownColumn(root, setTab);
  return root;
}

/** Whether Shift is down. */
function useShift(): { readonly current: boolean } {
  const shift = useRef(false);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      shift.current = event.shiftKey;
    };
    document.addEventListener("keydown", hear, true);
    return () => document.removeEventListener("keydown", hear, true);
  }, []);
  return shift;
}

/** On a ticket X ticks it, with Shift everything from the one ticked last; elsewhere it opens the choosing. */
function selectFocused(selection: BoardSelection, reach: boolean): void {
  const ticket = focused();
  const id = ticket?.dataset.ticket;
  if (ticket && id) selection.tick(id, reach ? { shown: shownTickets(ticket) } : undefined);
  else if (selection.on) selection.close();
  else selection.open();
}

/** The ids of all tickets of a board in the order in which they stand. */
export function shownTickets(inside: Element): string[] {
  const tickets = inside.closest("[data-board]")?.querySelectorAll<HTMLElement>("article[data-ticket]") ?? [];
  return [...tickets].map((ticket) => ticket.dataset.ticket ?? "");
}

function focused(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-ticket]") ?? undefined;
}

function columnAt(root: HTMLElement | null): Element | undefined {
  const own = focused()?.closest("[data-column]");
  return own ?? [...(root?.querySelectorAll("[data-column]") ?? [])].find((column) => ticketsOf(column).length > 0);
}

function ticketsOf(column: Element | undefined): HTMLElement[] {
  return [...(column?.querySelectorAll<HTMLElement>("[data-ticket]") ?? [])];
}

function focusTicket(tickets: HTMLElement[], by: number): void {
  const at = tickets.indexOf(focused()!);
  const next = at < 0 ? 0 : Math.min(tickets.length - 1, Math.max(0, at + by));
  tickets[next]?.focus();
}

/** The ticket leaves its place: the focus goes to the one after it, so that M, M, M works down a column. */
function moveOn(ticket: HTMLElement | undefined): void {
  const form = ticket?.querySelector("form");
  if (!ticket || !form) return;
  const stack = ticketsOf(ticket.closest("[data-column]") ?? undefined);
  const at = stack.indexOf(ticket);
  (stack[at + 1] ?? stack[at - 1])?.focus();
  form.requestSubmit();
}

function useEnterOpens(root: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const board = root.current;
    const press = (event: KeyboardEvent) => {
      const ticket = event.target as HTMLElement;
      if (event.key === "Enter" && ticket.matches("article[data-ticket]")) ticket.querySelector("a")?.click();
    };
    board?.addEventListener("keydown", press);
    return () => board?.removeEventListener("keydown", press);
  }, [root]);
}

/** On a phone, a ticket that is to be shown brings its tab with it. */
function useShownColumn(root: React.RefObject<HTMLElement | null>, setTab: (name: ColumnName) => void): void {
  useEffect(() => {
    const board = root.current;
    const show = (event: Event) => {
      const column = (event.target as HTMLElement).closest<HTMLElement>("[data-column]")?.dataset.column;
      if (column) setTab(column as ColumnName);
    };
    board?.addEventListener("holdfast:show", show);
    return () => board?.removeEventListener("holdfast:show", show);
  }, [root, setTab]);
}

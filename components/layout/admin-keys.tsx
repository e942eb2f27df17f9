"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

/** What a key does. Answering `false` means: not mine now, ask the next. */
type Handler = () => unknown;
export type KeyTable = Record<string, Handler>;
export type KeyRow = { keys: string[]; does: string };

const storageName = "holdfast-keys";
const watchers = new Set<() => void>();

/** Whether single keys act on this browser. They can be switched off, since they get in the way of speech input. */
function keysAreOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(storageName, on ? "on" : "off");
  } catch {
    return;
  }
  tellWatchers();
}

function tellWatchers(): void {
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function useKeysOn(): boolean {
  return useSyncExternalStore(watch, keysAreOn, () => false);
}

/** Tables that listen now: the last to come is asked first, so that a page goes before the frame around it. */
const tables: { current: KeyTable }[] = [];

/** How long after "g" a second key still belongs to it. */
const togetherMs = 1_500;
let first: { key: string; at: number } | null = null;

/**
 * Single keys, off while someone types, a dialog is open, or a modifier is down. Names as in KeyboardEvent.key, lower case; "g o" is g, then o.
 */
export function useKeys(table: KeyTable): void {
  const on = useKeysOn();
  const latest = useRef(table);
  useEffect(() => {
    latest.current = table;
  });
  useEffect(() => {
    if (!on) return;
    if (tables.length === 0) document.addEventListener("keydown", press);
    tables.push(latest);
    return () => {
      tables.splice(tables.indexOf(latest), 1);
      if (tables.length === 0) document.removeEventListener("keydown", press);
    };
  }, [on]);
}

function press(event: KeyboardEvent): void {
  if (event.key === "Escape") leaveSearch(event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
  const key = event.key.toLowerCase();
  const before = first && event.timeStamp - first.at < togetherMs ? first.key : null;
  first = null;
  if ((before && act(`${before} ${key}`)) || act(key)) event.preventDefault();
  else if (tables.some(({ current }) => Object.keys(current).some((name) => name.startsWith(`${key} `))))
    first = { key, at: event.timeStamp };
}

function act(key: string): boolean {
  return tables.toReversed().some(({ current }) => {
    const handler = current[key];
    return handler !== undefined && handler() !== false;
  });
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** Out of an empty search, so that single keys act again. What is typed in it is emptied by the browser first. */
function leaveSearch(field: EventTarget | null): void {
  if (field instanceof HTMLInputElement && field.type === "search" && field.value === "") field.blur();
}

let shownRows: readonly KeyRow[] = [];
const noRows: readonly KeyRow[] = [];

/** The keys of the page that is open, for the help dialog. */
export function usePageKeyRows(): readonly KeyRow[] {
  return useSyncExternalStore(
    watch,
    () => shownRows,
    () => noRows,
  );
}

/** The keys of a page: a line at its foot, and all of them under "?". */
export function KeyHints({ rows }: { rows: readonly KeyRow[] }) {
  const on = useKeysOn();
  useEffect(() => {
    shownRows = rows;
    tellWatchers();
    return () => {
      shownRows = noRows;
      tellWatchers();
    };
  }, [rows]);
  return (
    <p className="keys">
      {on && rows.slice(0, 5).map((row) => <KeyWords key={row.does} row={row} />)}
      <button type="button" onClick={() => document.dispatchEvent(new Event(helpEvent))}>
        {on ? (
          <>
            <kbd>?</kbd> all keys
          </>
        ) : (
          "Keys are off"
        )}
      </button>
    </p>
  );
}

/** Asks for the help dialog, from wherever it is asked. */
export const helpEvent = "holdfast:keys";

export function KeyWords({ row }: { row: KeyRow }) {
  return (
    <span>
      {row.keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}{" "}
      {row.does}
    </span>
  );
}

"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

type Handler = () => void;
export type KeyRow = { keys: string[]; does: string };

const storageName = "holdfast-keys";
const watchers = new Set<Handler>();

/** Whether single keys act on this browser. They can be switched off, since they get in the way of speech input. */
function keysAreOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== "off";
  } catch {
    return true;
  }
}

function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(storageName, on ? "on" : "off");
  } catch {
    return;
  }
  for (const tell of watchers) tell();
}

function watch(tell: Handler): Handler {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function useKeysOn(): boolean {
  return useSyncExternalStore(watch, keysAreOn, () => false);
}

/** Single keys, off while someone types, a dialog is open, or a modifier is down. Names as in KeyboardEvent.key, lower case. */
export function useKeys(table: Record<string, Handler>): void {
  const on = useKeysOn();
  const latest = useRef(table);
  useEffect(() => {
    latest.current = table;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
      const handler = latest.current[event.key.toLowerCase()];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The keys of a page: a line at its foot, and all of them under "?". */
export function KeyHints({ rows }: { rows: KeyRow[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const on = useKeysOn();
  const open = () => dialog.current?.showModal();
  useKeys({ "?": open });
  return (
    <>
      <p className="keys">
        {on && rows.slice(0, 5).map((row) => <Row key={row.does} row={row} />)}
        <button type="button" onClick={open}>
          {on ? (
            <>
              <kbd>?</kbd> all keys
            </>
          ) : (
            "Keys are off"
          )}
        </button>
      </p>
      <dialog ref={dialog} className="keys-dialog panel" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys on this page</h2>
        <ul>
          {rows.map((row) => (
            <li key={row.does}>
              <Row row={row} />
            </li>
          ))}
        </ul>
        <label>
          <input type="checkbox" checked={on} onChange={(event) => switchKeys(event.target.checked)} /> Single keys act
          on this browser
        </label>
        <form method="dialog">
          <button type="submit" className="btn" ref={focusFirst}>
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}

/** The dialog opens on its way out, not on the switch. */
const focusFirst = (button: HTMLButtonElement | null) => button?.setAttribute("autofocus", "");

function Row({ row }: { row: KeyRow }) {
  return (
    <span>
      {row.keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}{" "}
      {row.does}
    </span>
  );
}

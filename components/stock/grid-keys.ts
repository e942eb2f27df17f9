import type { FocusEvent, KeyboardEvent } from "react";

/*
 * A table of fields moved through by arrows and Enter, as a spreadsheet is: fields carry `data-grid-row` and `data-grid-column`, and the table
 * has `onKeyDown={moveInGrid}` and `onFocus={selectWhole}`.
 */

const steps: Readonly<Record<string, [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves to the next field in the arrow's way; sideways only from the end of what is typed. Enter goes down, Ctrl and Enter send the form. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  const field = event.target;
  const step = steps[event.key];
  if (!(field instanceof HTMLInputElement) || !field.dataset.gridRow || !step) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    field.form?.requestSubmit();
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey || !mayLeave(field, step[1])) return;
  event.preventDefault();
  nextField(event.currentTarget, field, step)?.focus();
}

/** What a field holds is selected as it is entered, so that typing replaces it. */
export function selectWhole({ target }: FocusEvent<HTMLElement>): void {
  if (target instanceof HTMLInputElement && target.dataset.gridRow) target.select();
}

function mayLeave({ selectionStart, selectionEnd, value }: HTMLInputElement, sideways: number): boolean {
  if (sideways === 0 || (selectionStart === 0 && selectionEnd === value.length)) return true;
  return sideways < 0 ? selectionEnd === 0 : selectionStart === value.length;
}

function nextField(
  table: HTMLElement,
  from: HTMLInputElement,
  [down, aside]: [number, number],
): HTMLInputElement | null {
  const row = Number(from.dataset.gridRow) + down;
  const column = Number(from.dataset.gridColumn) + aside;
  return table.querySelector(`[data-grid-row="${row}"][data-grid-column="${column}"]`);
}

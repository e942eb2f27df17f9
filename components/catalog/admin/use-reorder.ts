"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { moved } from "@/lib/catalog/rules";

type Options = {
  /** The order as it is stored. */
  ids: readonly string[];
  nameOf: (id: string) => string;
  /** Stores that one goes before another, or to the end. Gives words if that was refused. */
  move: (id: string, before: string | null) => Promise<string | undefined> | undefined;
};

/**
 * An order that is changed with a pointer, with keys, or with steps up and down; each change is said to screen readers. Space or Enter picks up
 * and puts down, arrows move, Escape puts back. What was moved stands in its new place at once, and goes back if it was refused.
 */
export function useReorder({ ids, nameOf, move }: Options) {
  const [trial, showTrial] = useState<readonly string[] | null>(null);
  /** The same, at once: a pointer that goes up can be ahead of what is drawn. */
  const tried = useRef(trial);
  const [held, setHeld] = useState<string | null>(null);
  const [said, say] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const order = () => tried.current ?? ids;
  const setTrial = (next: readonly string[] | null) => {
    tried.current = next;
    showTrial(next);
  };

  const stored = ids.join();
  useEffect(() => {
    if (!stored) return;
    tried.current = null;
    showTrial(null);
  }, [stored]);

  const placeWords = (next: readonly string[], id: string) =>
    `${nameOf(id)}, ${next.indexOf(id) + 1} of ${next.length}`;
  const shift = (id: string, by: number) => {
    const at = order().indexOf(id) + by;
    if (at < 0 || at >= order().length) return null;
    const others = order().filter((each) => each !== id);
    return moved(order(), id, others[at] ?? null);
  };
  const store = async (id: string, next: readonly string[]) => {
    setHeld(null);
    if (next.join() === stored) return setTrial(null);
    setTrial(next);
    say(placeWords(next, id));
    const wrong = await move(id, next[next.indexOf(id) + 1] ?? null);
    if (!wrong) return say(`${placeWords(next, id)}. Moved.`);
    setTrial(null);
    say(wrong);
  };
  const putBack = (id: string) => {
    setHeld(null);
    setTrial(null);
    say(`${nameOf(id)} is back in its place.`);
  };

  const keyDown = (id: string) => (event: KeyboardEvent) => {
    const isHeld = held === id;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (isHeld) return void store(id, order());
      setHeld(id);
      say(`${placeWords(order(), id)}. Picked up. Arrow keys move it, space puts it down, escape puts it back.`);
    } else if (isHeld && by) {
      event.preventDefault();
      const next = shift(id, by);
      if (next) setTrial(next);
      say(placeWords(next ?? order(), id));
    } else if (isHeld && event.key === "Escape") {
      event.preventDefault();
      putBack(id);
    }
  };

  const drag = (id: string) => (event: PointerEvent) => {
    if (held !== id || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const others = order().filter((each) => each !== id);
    const above = others.filter((each) => middleOf(list.current, each) < event.clientY).length;
    if (others.length && above !== order().indexOf(id)) setTrial(moved(order(), id, others[above] ?? null));
    scrollNear(event.clientY);
  };

  return {
    /** As it is drawn. */
    order: trial ?? ids,
    held,
    said,
    list,
    /** One step; for buttons. */
    step: (id: string, by: number) => {
      const next = shift(id, by);
      if (next) void store(id, next);
    },
    handle: (id: string) => ({
      onKeyDown: keyDown(id),
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(id);
      },
      onPointerMove: drag(id),
      onPointerUp: (event: PointerEvent) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) void store(id, order());
      },
      onPointerCancel: () => held === id && putBack(id),
    }),
  };
}

function middleOf(list: HTMLElement | null, id: string): number {
  const row = list?.querySelector(`[data-row="${id}"]`)?.getBoundingClientRect();
  return row ? row.top + row.height / 2 : Number.POSITIVE_INFINITY;
}

/** A list longer than the screen comes along. */
function scrollNear(y: number): void {
  if (y < 72) window.scrollBy(0, -12);
  else if (y > window.innerHeight - 72) window.scrollBy(0, 12);
}

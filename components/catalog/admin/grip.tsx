"use client";

import s from "@/components/catalog/admin/grip.module.css";
import type { useReorder } from "@/components/catalog/admin/use-reorder";

type Props = { id: string; name: string; reorder: ReturnType<typeof useReorder> };

/** What a row is moved by: a grip for a mouse and for keys, two steps for a finger. */
export function Grip({ id, name, reorder }: Props) {
  const { order, held, step, handle } = reorder;
  const at = order.indexOf(id);
  return (
    <span className={s.grip} data-held={held === id || undefined}>
      <button type="button" className={s.handle} aria-label={`Move ${name}`} aria-pressed={held === id} {...handle(id)}>
        <svg viewBox="0 0 12 20" aria-hidden="true">
          <path d="M3 4h.1M9 4h.1M3 10h.1M9 10h.1M3 16h.1M9 16h.1" />
        </svg>
      </button>
      <Step words={`Move ${name} up`} path="M4 12 10 6l6 6" off={at === 0} onPress={() => step(id, -1)} />
      <Step words={`Move ${name} down`} path="m4 8 6 6 6-6" off={at === order.length - 1} onPress={() => step(id, 1)} />
    </span>
  );
}

/** What was moved where, for a screen reader. */
export function Said({ words }: { words: string }) {
  return (
    <p className="sr" role="status" aria-live="assertive">
      {words}
    </p>
  );
}

function Step({ words, path, off, onPress }: { words: string; path: string; off: boolean; onPress: () => void }) {
  return (
    <button type="button" className={s.step} aria-label={words} aria-disabled={off} onClick={onPress}>
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

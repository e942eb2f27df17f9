/** How much of a variant was available at an instant, in milliseconds. */
export type Step = { at: number; available: number };

export type Pace = {
  /** The most that was available in the window: what shares are shares of. */
  most: number;
  left: number;
  /** When the last one went; null while there are some. */
  goneAt: number | null;
  /** When the last one goes if it goes on like this; null if it lasts, is gone, or nothing was sold yet. */
  goesAt: number | null;
  /** Units sold per millisecond; null where a pace would say nothing. */
  perMs: number | null;
};

/**
 * What a line of steps comes to by now: how many are left, and when they are gone at the pace so far. A pace needs a tenth of the window to have
 * passed, or it says nothing.
 */
export function paceOf(steps: readonly Step[], window: { from: number; now: number; until: number }): Pace {
  const most = Math.max(0, ...steps.map(({ available }) => available));
  const left = Math.max(0, steps.at(-1)?.available ?? 0);
  const wentAt = steps.findLast(({ available }, index) => available <= 0 && (steps[index - 1]?.available ?? 1) > 0)?.at;
  const goneAt = left === 0 && most > 0 ? (wentAt ?? window.from) : null;
  const started = Math.max(window.from, steps[0]?.at ?? window.from);
  const passed = window.now - started;
  const sold = most - left;
  if (left === 0 || sold <= 0 || passed < (window.until - started) / 10)
    return { most, left, goneAt, goesAt: null, perMs: null };
  const goesAt = window.now + (left / sold) * passed;
  return { most, left, goneAt, goesAt: goesAt < window.until ? goesAt : null, perMs: sold / passed };
}

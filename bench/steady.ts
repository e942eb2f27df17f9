import { setTimeout as sleep } from "node:timers/promises";

type Steady = { rate: number; seconds: number; send: (index: number) => Promise<boolean> };

/**
 * Sends so many a second on average, at moments of chance as customers come, whether or not the earlier ones were answered. Returns how long each
 * took from the moment it was due, in milliseconds. Throws if one failed.
 */
export async function steadily({ rate, seconds, send }: Steady): Promise<number[]> {
  const start = performance.now();
  const one = async (due: number, index: number) => {
    await sleep(Math.max(0, due - performance.now()));
    if (!(await send(index))) throw new Error("An order was not placed.");
    return performance.now() - due;
  };
  return Promise.all(moments(rate, seconds).map((after, index) => one(start + after, index)));
}

/** The same moments each time, in milliseconds: turns that are compared differ in nothing else. */
function moments(rate: number, seconds: number): number[] {
  const chance = chances();
  let at = 0;
  return Array.from({ length: rate * seconds }, () => {
    at -= Math.log(1 - chance()) * (1000 / rate);
    return at;
  });
}

/** The same even chances from 0 to 1 each time (mulberry32). */
function chances(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), 1 | state);
    const twice = (once + Math.imul(once ^ (once >>> 7), 61 | once)) ^ once;
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Between what and what a figure of some turns lies with a chance of nineteen in twenty, from how it differs between draws of these turns (bootstrap). */
export function likely<Turn>(turns: readonly Turn[], figure: (turns: Turn[]) => number): [number, number] {
  const chance = chances();
  const drawn = Array.from({ length: 2_000 }, () =>
    figure(turns.map(() => turns[Math.floor(chance() * turns.length)] as Turn)),
  );
  return [quantile(drawn, 0.025), quantile(drawn, 0.975)];
}

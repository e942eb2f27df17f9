import type { Buyer } from "./rehearsal-buyers";

export type Played = {
  buyers: readonly Buyer[];
  units: number;
  sold: number;
  early: number;
  oversold: number;
  unexplained: number;
};

/** What a machine must do: an answer for nineteen in twenty within a second, for everyone within five, and everyone served within thirty. */
export const targets = { p95Ms: 1_000, mostMs: 5_000, servedMs: 30_000 };

/** The figures of a rehearsal. Times in milliseconds; `perSecond` is of orders, from the beginning to the last of them. */
export function figuresOf({ buyers }: Played) {
  const times = buyers.flatMap(({ answers }) => answers.map(({ ms }) => ms)).sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const placed = buyers.filter(({ outcome }) => outcome === "placed");
  const lastMs = Math.max(1, ...placed.map(({ endedMs }) => endedMs));
  return {
    answers: times.length,
    outcomes: countBy(buyers.map(({ outcome }) => outcome)),
    told: countBy(buyers.flatMap(({ answers }) => answers.map(({ outcome }) => outcome))),
    ...{ p50: at(0.5), p95: at(0.95), most: Math.round(times.at(-1) ?? 0) },
    soldOutMs: lastMs,
    perSecond: Math.round((placed.length / lastMs) * 1_000),
    servedMs: Math.max(0, ...buyers.map(({ endedMs }) => endedMs)),
  };
}

/** What stands against this machine, in words; empty if it will do. */
export function troublesOf(played: Played): string[] {
  const { units, sold, early, oversold, unexplained, buyers } = played;
  const { p95, most, servedMs, outcomes } = figuresOf(played);
  const lost = buyers.length - ["placed", "out_of_stock"].reduce((sum, known) => sum + (outcomes[known] ?? 0), 0);
  return [
    oversold > 0 && `${oversold} units were sold that are not there.`,
    unexplained > 0 && `${unexplained} levels do not agree with their ledger.`,
    early > 0 && `${early} orders are from before the drop began.`,
    sold !== Math.min(units, buyers.length) && `${sold} of ${units} units were sold.`,
    lost > 0 && `${lost} buyers came away without an order and without hearing that it is sold out.`,
    p95 > targets.p95Ms && `One answer in twenty took longer than ${p95} ms.`,
    most > targets.mostMs && `The slowest answer took ${most} ms.`,
    servedMs > targets.servedMs && `The last buyer was served after ${Math.round(servedMs / 1_000)} s.`,
  ].filter((words) => typeof words === "string");
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

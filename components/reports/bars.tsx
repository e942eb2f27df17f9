import s from "@/components/reports/reports.module.css";

export type Bar = { key: string; words: string; value: number; says: string; mark?: boolean };

type Props = {
  label: string;
  bars: readonly Bar[];
  /** The words at the top of the scale. */
  top: string;
};

/** Bars on one scale from nothing; the one that is not over yet is hatched. On a phone they get narrower, never scroll. */
export function Bars({ label, bars, top }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const named = new Set(labelled(bars));
  return (
    <figure className={s.bars}>
      <p className={s.top} aria-hidden="true">
        {top}
      </p>
      <div className={s.plot} role="img" aria-label={label} data-many={bars.length > 40 ? true : undefined}>
        {bars.map((bar) => (
          <span key={bar.key} className={s.slot} title={bar.says}>
            <span
              className={s.bar}
              data-mark={bar.mark}
              data-none={bar.value === 0 || undefined}
              style={{ height: `${(bar.value / most) * 100}%` }}
            />
            {named.has(bar.key) && <span className={s.tick}>{bar.words}</span>}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** As many names as fit beside each other on a phone. */
function labelled(bars: readonly Bar[]): string[] {
  const every = Math.max(1, Math.ceil(bars.length / 5));
  return bars.filter((_, index) => index % every === 0).map(({ key }) => key);
}

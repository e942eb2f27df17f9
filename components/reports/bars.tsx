import s from "@/components/reports/reports.module.css";

export type Bar = { key: string; words: string; value: number; says: string; mark?: boolean };

type Props = {
  label: string;
  bars: readonly Bar[];
  /** The words at the top of the scale. */
  top: string;
};

const fewBars = 7;
const manyBars = 40;
const veryManyBars = 120;

/** Bars on one scale from nothing; the one that is not over yet is hatched. On a phone they get narrower, never scroll. */
export function Bars({ label, bars, top }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const every = bars.length > fewBars ? Math.ceil(bars.length / 5) : 1;
  return (
    <figure className={s.bars}>
      <p className={s.top} aria-hidden="true">
        {top}
      </p>
      <div className={s.plot} role="img" aria-label={label} data-many={manyWords(bars.length)}>
        {bars.map((bar, at) => (
          <span key={bar.key} className={s.slot} title={bar.says}>
            <span
              className={s.bar}
              data-mark={bar.mark}
              data-none={bar.value === 0 || undefined}
              style={{ height: `${(bar.value / most) * 100}%` }}
            />
            {at % every === 0 && (
              <span className={s.tick} data-at={edgeOf(at, bars.length)}>
                {bar.words}
              </span>
            )}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** The name below a bar at either end stays within the picture; a few bars are wide enough for their names. */
function edgeOf(at: number, count: number): "start" | "end" | undefined {
  if (count <= fewBars) return undefined;
  if (at === 0) return "start";
  return at / (count - 1) > 0.9 ? "end" : undefined;
}

function manyWords(count: number): "many" | "very" | undefined {
  if (count > veryManyBars) return "very";
  return count > manyBars ? "many" : undefined;
}

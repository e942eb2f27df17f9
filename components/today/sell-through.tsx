import { type Line, lineWords, type Window } from "@/components/today/lines";
import s from "@/components/today/today.module.css";

type Props = {
  lines: readonly Line[];
  window: Window;
  ticks: readonly { at: number; words: string }[];
  nowWords: string;
  dayWords: string;
  clock: (at: number) => string;
};

/** How each variant sells through: the share still available, and where it goes at the pace so far. Drawn once wide and once for a phone. */
export function SellThrough({ lines, window, ticks, nowWords, dayWords, clock }: Props) {
  return (
    <section className={`panel ${s.chart}`} aria-labelledby="sell-through">
      <header>
        <h2 id="sell-through">Sell-through</h2>
        <p className="meta mid">share still available for {dayWords}; dotted: at the pace so far</p>
      </header>
      {nothingToDraw(lines) ?? (
        <>
          <Drawing className={s.onWide} size={{ width: 520, height: 300 }} {...{ lines, window, ticks, nowWords }} />
          <Drawing
            className={s.onPhone}
            size={{ width: 330, height: 220 }}
            ticks={ticks.filter((_, at) => at % 2 === 0)}
            {...{ lines, window, nowWords }}
          />
          <ol className={s.legend}>
            {lines.map((line, at) => (
              <li key={line.name} data-tone={line.tone}>
                <span aria-hidden="true">{at + 1}</span>
                <b>{line.name}</b> {lineWords(line, clock)}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Words in place of a picture without a line in it. */
function nothingToDraw(lines: readonly Line[]) {
  if (lines.length === 0)
    return <p className="mid">No stock for that day yet. Its lines begin with the first that is received.</p>;
  if (lines.every(({ pace }) => pace.most > 0 && pace.left === pace.most))
    return <p className="mid">None of it is sold yet. The lines begin to fall with the first order.</p>;
  return null;
}

type DrawingProps = Pick<Props, "lines" | "window" | "ticks" | "nowWords"> & {
  className: string | undefined;
  size: { width: number; height: number };
};

const margin = { left: 46, right: 22, top: 32, bottom: 26 };

function Drawing({ className, size: { width, height }, lines, window, ticks, nowWords }: DrawingProps) {
  const plot = { right: width - margin.right, bottom: height - margin.bottom };
  const x = (at: number) =>
    round(margin.left + ((at - window.from) / (window.until - window.from)) * (plot.right - margin.left));
  const y = (share: number) => round(margin.top + (1 - share) * (plot.bottom - margin.top));
  const now = x(window.now);
  const ends = lines.map((line) => endOf(line, window));
  const marks = apart(
    ends.map(({ at, share }) => ({ x: x(at), y: y(share) })),
    plot.right,
  );
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={margin.left} x2={plot.right} y1={y(share)} y2={y(share)} />
          <text className={s.axis} x={margin.left - 8} y={y(share) + 4} textAnchor="end">
            {share * 100}
            {share === 1 && "%"}
          </text>
        </g>
      ))}
      {ticks.map(({ at, words }) => (
        <text key={at} className={s.axis} x={x(at)} y={height - 6} textAnchor="middle">
          {words}
        </text>
      ))}
      <line className={s.now} x1={now} x2={now} y1={4} y2={plot.bottom} />
      <text
        className={s.nowWords}
        x={now + (now > plot.right - 60 ? -6 : 6)}
        y={13}
        textAnchor={now > plot.right - 60 ? "end" : "start"}
      >
        {nowWords}
      </text>
      {lines.map((line, at) => (
        <Path key={line.name} line={line} at={marks[at]!} mark={at + 1} place={{ x, y, now: window.now }} />
      ))}
    </svg>
  );
}

type Point = { x: number; y: number };
type Place = { x: (at: number) => number; y: (share: number) => number; now: number };

function Path({ line: { pace, steps, tone }, at, mark, place: { x, y, now } }: PathProps) {
  const share = (available: number) => (pace.most ? Math.max(0, available) / pace.most : 0);
  const path = steps.map((step, index) =>
    index === 0 ? `M${x(step.at)} ${y(share(step.available))}` : `H${x(step.at)}V${y(share(step.available))}`,
  );
  return (
    <g data-tone={tone}>
      <path className={s.line} d={`${path.join("")}H${x(pace.goneAt ?? now)}`} />
      {pace.perMs !== null && <path className={s.forecast} d={`M${x(now)} ${y(share(pace.left))}L${at.x} ${at.y}`} />}
      <circle className={s.end} cx={at.x} cy={at.y} r={8} />
      <text className={s.mark} x={at.x} y={at.y + 4} textAnchor="middle">
        {mark}
      </text>
    </g>
  );
}

type PathProps = { line: Line; at: Point; mark: number; place: Place };

/** Where a line ends: where it is gone or will be, what it still has at closing, or now if that cannot be said. */
function endOf({ pace }: Line, { now, until }: Window): { at: number; share: number } {
  const end = pace.goneAt ?? pace.goesAt;
  if (end !== null) return { at: end, share: 0 };
  const left = pace.most ? pace.left / pace.most : 0;
  if (pace.perMs === null) return { at: now, share: left };
  return { at: until, share: Math.max(0, left - (pace.perMs * (until - now)) / pace.most) };
}

/** Marks that would lie on one another stand side by side. */
function apart(points: readonly Point[], right: number): Point[] {
  const placed: Point[] = [];
  for (const point of points) {
    const free = { ...point };
    const step = point.x + 17 * points.length > right ? -17 : 17;
    while (placed.some((other) => Math.abs(other.x - free.x) < 17 && Math.abs(other.y - free.y) < 17)) free.x += step;
    placed.push(free);
  }
  return placed;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

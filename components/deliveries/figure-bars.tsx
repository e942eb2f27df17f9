import { useId } from "react";
import { sumOf } from "@/components/deliveries/figure-words";
import s from "@/components/deliveries/figures.module.css";
import type { FigureBar } from "@/lib/deliveries/figures";

type Props = { bars: readonly FigureBar[]; label: string; wordsOf: (bar: FigureBar) => string };

const height = 100;
const slot = 10;
const gap = 2;
const parts = [
  { field: "delivered", fill: "ink" },
  { field: "underWay", fill: "open" },
  { field: "lost", fill: "hatch" },
  { field: "kept", fill: "pale" },
] as const;

/** A bar for each hour or day on one scale from nothing, by how its messages stand now. It widens with the page; its names do not. */
export function FigureBars({ bars, label, wordsOf }: Props) {
  const hatch = useId();
  const most = Math.max(1, ...bars.map(sumOf));
  const every = bars.length > 7 ? 6 : 2;
  return (
    <figure className={s.bars}>
      <span className={s.top} aria-hidden="true">
        {most}
      </span>
      <svg viewBox={`0 0 ${bars.length * slot} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="3" height="6" patternUnits="userSpaceOnUse">
            <rect width="3" height="2.5" className={s.ink} />
          </pattern>
        </defs>
        {bars.map((bar, at) => (
          <Stack key={bar.at.toISOString()} bar={bar} left={at * slot} most={most} hatch={hatch} />
        ))}
      </svg>
      <p className={s.ticks} aria-hidden="true">
        {bars.map((bar, at) =>
          at % every === 0 ? (
            <span key={bar.at.toISOString()} style={{ left: `${(at / bars.length) * 100}%` }}>
              {wordsOf(bar)}
            </span>
          ) : null,
        )}
      </p>
    </figure>
  );
}

type StackProps = { bar: FigureBar; left: number; most: number; hatch: string };

function Stack({ bar, left, most, hatch }: StackProps) {
  let below = 0;
  return parts.map(({ field, fill }) => {
    const share = (bar[field] / most) * height;
    if (share === 0) return null;
    below += share;
    const place = { x: left + gap / 2, y: height - below, width: slot - gap, height: share };
    return (
      <rect key={field} {...place} className={s[fill]} {...(fill === "hatch" && { fill: `url(#${hatch})` })}>
        <title>{`${bar[field]}`}</title>
      </rect>
    );
  });
}

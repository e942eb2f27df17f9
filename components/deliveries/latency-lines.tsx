import { latencyWords } from "@/components/deliveries/figure-words";
import s from "@/components/deliveries/figures.module.css";
import type { Latency } from "@/lib/deliveries/figures";
import { channelWords } from "@/lib/deliveries/status";

const width = 200;
const edge = 6;

/** A line for each channel on one scale: a dot where half of its tries were done, a stroke where all but a few were. */
export function LatencyLines({ latency, label }: { latency: readonly Latency[]; label: string }) {
  if (latency.length === 0) return <p className={`mid meta ${s.quiet}`}>Nothing was tried.</p>;
  const most = Math.max(1, ...latency.map(({ p95 }) => p95));
  const at = (ms: number) => edge + (ms / most) * (width - 2 * edge);
  return (
    <ul className={s.lines} aria-label={label}>
      {latency.map(({ channel, p50, p95 }) => (
        <li key={channel}>
          <span>{channelWords[channel]}</span>
          <svg viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" aria-hidden="true">
            <line x1={edge} x2={width - edge} y1="8" y2="8" className={s.rail} />
            <line x1={at(p50)} x2={at(p95)} y1="8" y2="8" className={s.reach} />
            <line x1={at(p95)} x2={at(p95)} y1="3" y2="13" className={s.end} />
            <line x1={at(p50)} x2={at(p50)} y1="8" y2="8" className={s.dot} />
          </svg>
          <span className="num">
            {latencyWords(p50)} <span className="quiet">{latencyWords(p95)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

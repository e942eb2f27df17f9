import s from "@/components/stock/stock.module.css";
import type { LevelRow } from "@/lib/stock/queries";

const height = 14;

/** A level as a bar: committed solid, held hatched, available open; a tick where low begins. All bars share one scale. */
export function LevelBar({ level, most }: { level: LevelRow; most: number }) {
  const { onHand, committed, held, available, lowAt } = level;
  const at = (units: number) => `${(units / Math.max(1, most)) * 100}%`;
  return (
    <svg className={s.bar} role="img" aria-label={barWords(level)}>
      {onHand > 0 && <rect className={s.available} width={at(onHand)} height={height} rx="2" />}
      {committed > 0 && <rect className={s.committed} width={at(committed)} height={height} rx="2" />}
      {held > 0 && <rect className={s.held} x={at(committed)} width={at(held)} height={height} fill="url(#held)" />}
      {onHand > lowAt && <rect className={s.tick} x={at(onHand - lowAt)} y={height} width="2" height="6" />}
      {onHand > 0 && onHand <= lowAt && available > 0 && <rect className={s.tick} y={height} width="2" height="6" />}
    </svg>
  );
}

/** Hatching for units that are held. Once per page. */
export function BarPatterns() {
  return (
    <svg className="sr" aria-hidden="true">
      <defs>
        <pattern id="held" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className={s.gap} />
          <rect width="1.5" height="4" className={s.hatch} />
        </pattern>
      </defs>
    </svg>
  );
}

function barWords({ onHand, committed, held, available, lowAt }: LevelRow): string {
  return `${onHand} on hand: ${committed} committed, ${held} held, ${available} available; low at ${lowAt}`;
}

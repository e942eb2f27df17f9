import type { ReactNode } from "react";
import s from "@/components/reports/reports.module.css";

export type Rank = {
  key: string;
  name: ReactNode;
  /** Parts of the bar, in the scale's unit: ink, hatched, open. */
  parts: readonly { value: number; fill: "ink" | "hatch" | "open" }[];
  figure: string;
  under?: string;
};

/** Rows with a bar each, all on one scale. */
export function Ranks({ rows, label }: { rows: readonly Rank[]; label: string }) {
  const most = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  return (
    <ol className={s.ranks} aria-label={label}>
      {rows.map(({ key, name, parts, figure, under }) => (
        <li key={key}>
          <span className={s.name}>{name}</span>
          <span className={s.track} aria-hidden="true">
            {parts
              .filter(({ value }) => value > 0)
              .map(({ value, fill }) => (
                <i key={fill} data-fill={fill} style={{ width: `${(value / most) * 100}%` }} />
              ))}
          </span>
          <b className="num">{figure}</b>
          {under && <span className={`meta mid ${s.under}`}>{under}</span>}
        </li>
      ))}
    </ol>
  );
}

import s from "@/components/catalog/import/import.module.css";
import type { ProgressLine } from "@/components/catalog/import/progress-lines";

/** How far it is, in words and as a bar. */
export function Progress({ words, line }: { words: string; line: ProgressLine }) {
  const done = typeof line.done === "number" ? line.done : undefined;
  const count = done === undefined ? "" : line.of ? `${written(done)} of ${written(line.of)}` : written(done);
  return (
    <div className={s.progress}>
      <p role="status">
        {words}
        <span aria-hidden> {count}</span>
      </p>
      <progress
        aria-label={words}
        value={line.of && done !== undefined ? done : undefined}
        max={line.of ?? undefined}
      />
    </div>
  );
}

function written(count: number): string {
  return count.toLocaleString("en");
}

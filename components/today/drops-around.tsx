import Link from "next/link";
import { dropMarks, spanWords, standWords } from "@/components/catalog/admin/drop-words";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/today/today.module.css";
import type { DropRow } from "@/lib/catalog/drop-queries";
import type { Place } from "@/lib/catalog/words-of-drops";

/** The drops that run, and how they go; and those that begin within a week: what is there, and who waits for it. */
export function DropsAround({ drops, place }: { drops: readonly DropRow[]; place: Place }) {
  if (drops.length === 0) return null;
  return (
    <section className={`panel ${s.drops}`} aria-labelledby="drops">
      <h2 id="drops">Drops</h2>
      <ul>
        {drops.map((drop) => (
          <li key={drop.id}>
            <Link className="link" href={`/admin/drops/${drop.id}`}>
              {drop.name}
            </Link>
            <StateMark hue={dropMarks[drop.state].hue} glyph={dropMarks[drop.state].glyph}>
              {dropMarks[drop.state].words}
            </StateMark>
            <span className="meta quiet">{spanWords(drop, place)}</span>
            <span className="num">{standWords(drop)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import Link from "next/link";
import { OpensIn } from "@/components/drops/countdown";
import { Flip } from "@/components/drops/flip";
import type { ShownDrop } from "@/lib/catalog/drop-page-queries";
import { onWords, type Place } from "@/lib/catalog/words-of-drops";

/** Over the catalogue: the drops that run or are to come, each with the way to its page. */
export function DropsToCome({ drops, place }: { drops: readonly ShownDrop[]; place: Place }) {
  if (drops.length === 0) return null;
  return (
    <ul className="drops-to-come" aria-label="Drops">
      {drops.map((drop) => (
        <li key={drop.id}>
          <Link href={`/drops/${drop.slug}`} prefetch={false}>
            <b className="title">{drop.name}</b>
            <span className="small">
              {drop.state === "running" ? (
                "On sale now"
              ) : (
                <Flip at={drop.startsAt} after="On sale now">
                  <OpensIn until={drop.startsAt} words={`On sale ${onWords(drop.startsAt, place)}`} />
                </Flip>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

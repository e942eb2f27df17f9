import Link from "next/link";
import type { ReactNode } from "react";
import { Coming } from "@/components/drops/coming";
import { Flip } from "@/components/drops/flip";
import type { ShownDrop } from "@/lib/catalog/drop-page-queries";
import type { CatalogueItem } from "@/lib/catalog/queries";
import { momentWords, onWords, type Place } from "@/lib/catalog/words-of-drops";

type Props = {
  drop: ShownDrop;
  items: readonly Pick<CatalogueItem, "variants">[];
  place: Place;
  /** The form that asks to be told. */
  children: ReactNode;
};

/** The head of a drop's page: what it is about, and how it stands. */
export function DropHead({ drop, items, place, children }: Props) {
  const { name, words, startsAt, state, saysCount, now } = drop;
  const count = items.flatMap(({ variants }) => variants).reduce((sum, { available }) => sum + available, 0);
  return (
    <header className="drop-head">
      <h1 className="title huge">{name}</h1>
      {words && <p className="lede">{words}</p>}
      {state === "coming" ? (
        <Flip at={startsAt} after={<Running drop={drop} place={place} />}>
          <Coming
            drop={null}
            opensAt={startsAt}
            now={now}
            words={onWords(startsAt, place)}
            count={saysCount && count > 0 ? count : null}
          >
            {children}
          </Coming>
        </Flip>
      ) : (
        <Stands drop={drop} place={place} />
      )}
    </header>
  );
}

function Stands({ drop, place }: Pick<Props, "drop" | "place">) {
  if (drop.state === "running") return <Running drop={drop} place={place} />;
  const words = drop.state === "over" ? "This drop is over." : "This drop was called off.";
  return (
    <div className="void">
      <h2 className="title">{words}</h2>
      <p>Thank you for coming by.</p>
      <Link className="btn quiet" href="/" prefetch={false}>
        See what is left in the shop
      </Link>
    </div>
  );
}

function Running({ drop: { endsAt }, place }: Pick<Props, "drop" | "place">) {
  const until = endsAt === null ? "while there is some left" : `until ${momentWords(new Date(endsAt), place)}`;
  return (
    <p className="notice good" role="status">
      On sale now, {until}.
    </p>
  );
}

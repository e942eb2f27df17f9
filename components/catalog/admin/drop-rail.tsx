import Link from "next/link";
import { dropMarks, spanWords } from "@/components/catalog/admin/drop-words";
import s from "@/components/catalog/admin/drops.module.css";
import item from "@/components/catalog/admin/item.module.css";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { DropRow } from "@/lib/catalog/drop-queries";
import type { Place } from "@/lib/catalog/words-of-drops";

type Props = { drop: DropRow; place: Place; actions: Record<"cancel" | "end", StaffAction> | null };

/** Beside a drop: how it stands, its page, and how to call it off. */
export function DropRail({ drop, place, actions }: Props) {
  const { state, slug } = drop;
  const { words, hue, glyph } = dropMarks[state];
  return (
    <aside className={item.rail} aria-label="How it stands">
      <div className={`panel ${s.panel}`}>
        <div className={s.facts}>
          <StateMark hue={hue} glyph={glyph}>
            {words}
          </StateMark>
          <span className="meta quiet">{spanWords(drop, place)}</span>
        </div>
        <Figures drop={drop} />
        {state !== "cancelled" && (
          <div className={s.acts}>
            <Link className="btn" href={`/drops/${slug}`} prefetch={false}>
              See it as customers do
            </Link>
            {actions && <CallOff drop={drop} actions={actions} />}
          </div>
        )}
      </div>
    </aside>
  );
}

function Figures({ drop: { state, left, sold, refused, wishes } }: { drop: DropRow }) {
  const figures =
    state === "coming" ? { There: left, "Want to be told": wishes } : { Sold: sold, Left: left, Refused: refused };
  if (state === "cancelled") return null;
  return (
    <dl className={s.figures}>
      {Object.entries(figures).map(([words, count]) => (
        <div key={words}>
          <dt className="meta quiet">{words}</dt>
          <dd className="m-0">
            <b className="num">{count}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function CallOff({ drop: { id, name, state }, actions }: { drop: DropRow; actions: NonNullable<Props["actions"]> }) {
  if (state === "coming")
    return (
      <ConfirmButton
        label="Cancel the drop"
        title={`Cancel ${name}?`}
        words="Its items are hidden until you publish them or put them in another drop. Who wanted to be told gets a letter that it was called off."
        confirm="Cancel it"
        action={actions.cancel}
        about={id}
        fields={{ dropId: id }}
      />
    );
  if (state !== "running") return null;
  return (
    <ConfirmButton
      label="End it now"
      title={`End ${name}?`}
      words="Nothing more of it can be ordered. What was ordered stays."
      confirm="End it"
      action={actions.end}
      about={id}
      fields={{ dropId: id }}
    />
  );
}

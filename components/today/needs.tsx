import Link from "next/link";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, type GlyphName, type Hue } from "@/components/layout/admin-icons";
import { AcceptButton } from "@/components/today/accept-button";
import s from "@/components/today/today.module.css";

/** One thing that wants a person, with the way to where it is settled. */
export type Need = {
  key: string;
  hue: Hue;
  glyph: GlyphName;
  title: string;
  words: string;
  go: { href: string; words: string };
  /** The order that can be accepted right here. */
  accept?: { orderId: string; number: string };
};

/** What needs somebody now, the most urgent first; and what is quiet. */
export function Needs({ needs, quiet, accept }: { needs: readonly Need[]; quiet: string; accept: StaffAction | null }) {
  return (
    <section className={s.needs} aria-labelledby="needs">
      <h2 id="needs">
        Needs you <span className="quiet">{needs.length || ""}</span>
      </h2>
      {needs.length > 0 ? (
        <ol>
          {needs.map((need) => (
            <li key={need.key} data-hue={need.hue} data-urgent={need.accept ? true : undefined}>
              <span className="state">
                <Glyph name={need.glyph} />
              </span>
              <div>
                <b>{need.title}</b>
                <p>{need.words}</p>
              </div>
              <Way need={need} accept={accept} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="empty">
          <b>Nothing needs you now.</b>
          New orders, low stock and messages that do not get through appear here by themselves.
        </p>
      )}
      {quiet && <p className={s.fine}>{quiet}</p>}
    </section>
  );
}

function Way({ need, accept }: { need: Need; accept: StaffAction | null }) {
  if (!need.accept || !accept)
    return (
      <Link className="btn" href={need.go.href} prefetch={false} aria-label={`${need.go.words}: ${need.title}`}>
        {need.go.words}
      </Link>
    );
  return (
    <div className={s.ways}>
      <AcceptButton key={need.accept.orderId} order={need.accept} action={accept} />
      <Link className="btn small bare" href={need.go.href} prefetch={false}>
        {need.go.words}
      </Link>
    </div>
  );
}

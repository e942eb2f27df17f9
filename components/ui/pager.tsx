/*
 * The pages of a list that is read by keyset: `<Pager newest={cursor ? "/admin/audit" : null} older={next ? `/admin/audit?cursor=${next}` : null} />`.
 * Both are addresses with the list's own filter; null where there is no such page.
 */

import Link from "next/link";
import s from "@/components/ui/toolbar.module.css";

type Props = { newest: string | null; older: string | null; words?: { newest: string; older: string } };

export function Pager({ newest, older, words = { newest: "Newest", older: "Older" } }: Props) {
  if (!newest && !older) return null;
  return (
    <nav className={s.pager} aria-label="Pages">
      {newest && (
        <Link className="btn" href={newest}>
          {words.newest}
        </Link>
      )}
      {older && (
        <Link className="btn" href={older} rel="next">
          {words.older}
        </Link>
      )}
    </nav>
  );
}

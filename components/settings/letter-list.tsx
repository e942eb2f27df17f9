import Link from "next/link";
import { letterNames } from "@/components/settings/letter-words";
import s from "@/components/settings/letters.module.css";
import type { MessageKind } from "@/lib/settings/words";

export type LetterRow = {
  kind: MessageKind;
  /** As it would read today. */
  subject: string;
  /** Whether the shop has words of its own. */
  own: boolean;
  /** Whether and when it is sent, where that is chosen. */
  sending: string;
};

/** The letters that customers get, along an order's way, each leading to its words. */
export function LetterList({ rows }: { rows: readonly LetterRow[] }) {
  return (
    <>
      <p className={`mid ${s.lead}`}>
        Customers hear of their order by email and, where they gave a number, by text. Each letter says what one needs
        at the counter: the number, the day, the way, what was ordered, and a file for the calendar. The last two go to
        those on a waiting list.
      </p>
      <ul className={`panel ${s.list}`}>
        {rows.map(({ kind, subject, own, sending }) => (
          <li key={kind}>
            <Link href={`/admin/settings/messages/${kind}`}>
              <span>
                <b>{letterNames[kind].title}</b>
                <span className="meta quiet">{letterNames[kind].when}</span>
              </span>
              <span className={s.subject}>{subject}</span>
              <span className={`meta ${s.state}`}>
                {[sending, own ? "Your words" : "Our words"].filter(Boolean).join(" · ")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { OneTap } from "@/components/layout/one-tap";
import s from "@/components/staff/staff.module.css";

export type SessionView = { id: string; browser: string; words: string; here: boolean };

type Props = { sessions: SessionView[]; end: StaffAction };

/** The browsers in which someone is signed in, each with a way to end it. */
export function Sessions({ sessions, end }: Props) {
  if (sessions.length === 0) return <p className="mid">Signed in nowhere.</p>;
  return (
    <ul className={s.list} aria-label="Signed in">
      {sessions.map(({ id, browser, words, here }) => (
        <li key={id}>
          <span>
            <b>{browser}</b>
            <span className="meta quiet">{words}</span>
          </span>
          {here ? (
            <span className="meta mid">This browser</span>
          ) : (
            <OneTap
              action={end}
              about={id}
              label={`Sign out: ${browser}, ${words}`}
              fields={{ sessionId: id }}
              words="Sign out"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

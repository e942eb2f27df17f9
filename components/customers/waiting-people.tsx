import s from "@/components/customers/customers.module.css";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Table } from "@/components/ui/table";
import type { WaitingRow } from "@/lib/customers/waiting-queries";

type Props = { people: readonly WaitingRow[]; place: Place; erase: StaffAction | null };

/** People who ordered nothing, and are known by a waiting list or a drop. */
export function WaitingPeople({ people, place, erase }: Props) {
  if (people.length === 0) return null;
  return (
    <section className={s.waiting} aria-labelledby="waiting-people">
      <h2 id="waiting-people">Without an order</h2>
      <p className="meta quiet">They are on a waiting list, or were, or want to be told of a drop.</p>
      <Table
        caption="People without an order"
        rows={people}
        keyOf={({ contact }) => contact}
        columns={[
          {
            head: "Who",
            main: true,
            cell: ({ name, contact }) => (
              <span className={s.long}>
                <b>{name || contact}</b>
              </span>
            ),
          },
          {
            head: "Email or number",
            quietOnPhone: true,
            cell: ({ contact }) => <span className={s.long}>{contact}</span>,
          },
          { head: "Waits", cell: waitsWords },
          { head: "Last", cell: ({ lastAt }) => momentWords(lastAt, place) },
          ...(erase
            ? [{ head: "", label: "Do", act: true, cell: (row: WaitingRow) => <Erase row={row} erase={erase} /> }]
            : []),
        ]}
      />
    </section>
  );
}

function Erase({ row: { waitingId, name, contact }, erase }: { row: WaitingRow; erase: StaffAction }) {
  return (
    <ConfirmButton
      label="Erase…"
      className="btn bare small"
      title={`Erase ${name || contact}?`}
      confirm="Erase for good"
      action={erase}
      about={waitingId}
      fields={{ waitingId }}
      words="Their address is taken out of every waiting list, drop and message. Where they are in line they leave it, and what is kept for them goes to the next. Messages not sent yet are withdrawn. This cannot be undone."
    />
  );
}

/** "In 2 lines, told of 1 drop". */
function waitsWords({ inLine, ended, wishes }: WaitingRow): string {
  const words = [
    inLine > 0 && (inLine === 1 ? "in 1 line" : `in ${inLine} lines`),
    wishes > 0 && (wishes === 1 ? "told of 1 drop" : `told of ${wishes} drops`),
    ended > 0 && (ended === 1 ? "was in 1 line" : `was in ${ended} lines`),
  ].filter((part) => part !== false);
  const all = words.join(", ");
  return all.charAt(0).toUpperCase() + all.slice(1);
}

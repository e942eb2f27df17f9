import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Empty } from "@/components/ui/empty";
import { Table } from "@/components/ui/table";
import { MovePlace, RemovePlace } from "@/components/waiting/admin/place-acts";
import s from "@/components/waiting/admin/waiting.module.css";
import { formatDay } from "@/lib/time";
import type { StaffList, StaffPlace } from "@/lib/waiting/staff-queries";

type Actions = { move: StaffAction; remove: StaffAction };
type Props = {
  lists: readonly StaffList[];
  /** Whether these are some of the lists: those of an item, a variant or a day. */
  some: boolean;
  place: Place;
  actions: Actions | null;
};

/** Everyone in line, a table for each variant and day, in the order in which they are asked. */
export function WaitingLists({ lists, some, place, actions }: Props) {
  const all = (
    <Link className="btn" href="/admin/waiting">
      See all waiting lists
    </Link>
  );
  if (lists.length === 0 && some)
    return (
      <Empty title="Nobody waits for this." action={all}>
        Whoever did was offered it, left, or ordered it.
      </Empty>
    );
  if (lists.length === 0)
    return (
      <Empty title="Nobody waits.">
        When something is sold out, customers can ask to be told. Whoever is next is offered what comes back, and kept
        it for a while.
      </Empty>
    );
  return (
    <>
      {some && <p className={s.some}>{all}</p>}
      {lists.map((list) => (
        <OneList key={list.levelId} {...{ list, place, actions }} />
      ))}
    </>
  );
}

function OneList({ list, place, actions }: Omit<Props, "lists" | "some"> & { list: StaffList }) {
  const { levelId, day, item, places } = list;
  const when = day ? formatDay(day, place.locale) : "Any day";
  const waiting = places.filter(({ state }) => state === "waiting");
  const units = waiting.reduce((sum, { wanted }) => sum + wanted, 0);
  return (
    <section className={`panel ${s.list}`} aria-labelledby={levelId}>
      <h2 id={levelId}>{`${item}, ${when}`}</h2>
      <p className="meta quiet">
        {waiting.length === 0 ? "Nobody in line at the moment" : `${waiting.length} in line, for ${units} in all`}
      </p>
      <Table
        caption={`Waiting for ${item}, ${when}`}
        rows={places}
        keyOf={({ id }) => id}
        hueOf={({ state }) => (state === "offered" ? "placed" : undefined)}
        columns={[
          { head: "Who", main: true, cell: (row) => <Who row={row} /> },
          { head: "Place", num: true, cell: (row) => row.place ?? "" },
          { head: "Wants", num: true, cell: ({ wanted, takesFewer }) => (takesFewer ? `up to ${wanted}` : wanted) },
          { head: "State", cell: (row) => stateWords(row, place) },
          { head: "Asked", quietOnPhone: true, cell: ({ askedAt }) => momentWords(askedAt, place) },
          ...(actions ? [acts(actions, waiting.length)] : []),
        ]}
      />
    </section>
  );
}

function Who({ row: { name, contact } }: { row: StaffPlace }) {
  return (
    <span className={s.who}>
      <b>{name || contact}</b>
      {name && <span className="meta quiet">{contact}</span>}
    </span>
  );
}

function acts({ move, remove }: Actions, inLine: number) {
  return {
    ...{ head: "", label: "Do", act: true },
    cell: ({ id, place, contact }: StaffPlace) => (
      <>
        {place !== null && inLine > 1 && <MovePlace id={id} who={contact} place={place} last={inLine} action={move} />}
        <RemovePlace id={id} who={contact} action={remove} />
      </>
    ),
  };
}

function stateWords({ state, units, until, inCart, passedOver }: StaffPlace, place: Place): string {
  if (state === "unconfirmed") return "Not confirmed yet";
  if (state === "waiting") return passedOver ? "Passed over for now: has what one person may have" : "In line";
  const kept = `${units} kept until ${until ? momentWords(until, place) : "soon"}`;
  return inCart ? `${kept}, at checkout` : kept;
}

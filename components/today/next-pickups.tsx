import Link from "next/link";
import s from "@/components/today/today.module.css";
import type { PickupCount } from "@/lib/reports/today";
import { formatShortDay } from "@/lib/time";

type Props = { pickups: readonly PickupCount[]; today: string; locale: string };

const places = 12;
type State = "ready" | "accepted" | "placed";

/** The pickup days ahead that have open orders: how far each is. */
export function NextPickups({ pickups, today, locale }: Props) {
  const most = Math.max(1, ...pickups.map(sumOf));
  return (
    <section className={s.pickups} aria-labelledby="pickups">
      <h2 id="pickups">Next pickups</h2>
      {pickups.length === 0 && <p className="mid">No open orders for today or the days after it.</p>}
      <ol>
        {pickups.map((pickup) => (
          <li key={pickup.day}>
            <Link href={`/admin/orders?day=${pickup.day}`} prefetch={false}>
              <b>{formatShortDay(pickup.day, locale)}</b>
              {pickup.day === today && <span className="quiet meta">today</span>}
            </Link>
            <Cells pickup={pickup} most={most} />
            <span className="mid">{wordsOf(pickup)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Each cell is an order, or a share of them where there are many: full is ready, half is accepted, empty is not accepted. */
function Cells({ pickup, most }: { pickup: PickupCount; most: number }) {
  const cells = cellsOf(pickup, most);
  return (
    <span className={s.cells} aria-hidden="true">
      {cells.map(({ key, state }) => (
        <i key={key} data-state={state} />
      ))}
    </span>
  );
}

/** What there is any of has a cell at least; what is ready gets no more than it fills. */
function cellsOf(pickup: PickupCount, most: number): { key: string; state: State }[] {
  const scale = Math.min(1, places / most);
  const row = Math.max(1, Math.round(sumOf(pickup) * scale));
  const of = (count: number) => (count ? Math.max(1, Math.floor(count * scale)) : 0);
  const [ready, accepted] = [of(pickup.ready), of(pickup.accepted)];
  const lengths = { ready, accepted, placed: pickup.placed ? Math.max(1, row - ready - accepted) : 0 };
  return Object.entries(lengths).flatMap(([state, length]) =>
    Array.from({ length }, (_, at) => ({ key: `${state} ${at}`, state: state as State })),
  );
}

function wordsOf({ ready, accepted, placed }: PickupCount): string {
  const parts = [ready && `${ready} ready`, accepted && `${accepted} to pack`, placed && `${placed} to accept`];
  return parts.filter(Boolean).join(", ");
}

function sumOf({ placed, accepted, ready }: PickupCount): number {
  return placed + accepted + ready;
}

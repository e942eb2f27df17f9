import Link from "next/link";
import type { ReactNode } from "react";
import { AgainFor, type Sending } from "@/components/deliveries/again-for";
import s from "@/components/deliveries/deliveries.module.css";
import { channelIcons, sayWords, stateMark, tallyWords, titleWords } from "@/components/deliveries/delivery-words";
import { tryPlaces } from "@/components/deliveries/tries";
import { TriesAxis, TriesPicture } from "@/components/deliveries/tries-picture";
import type { Place } from "@/components/layout/admin-clock";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import type { OrderDelivery } from "@/lib/deliveries/queries";
import { channelWords } from "@/lib/deliveries/status";

type ListProps = { rows: OrderDelivery[]; place: Place; now: Date; resendAfter: number; sending: Sending };
/** `pruned` counts those whose record was taken out. Children stand at the foot: what else can be sent. */
type Props = ListProps & { pruned: number; children?: ReactNode };

/** What went out about an order: those of its last change open, the earlier ones folded under theirs. */
export function OrderDeliveries({ rows, pruned, children, ...list }: Props) {
  const changes = byChange(rows);
  const [latest, ...earlier] = changes;
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="deliveries">
      <header className={s.head}>
        <h2 id="deliveries">Deliveries</h2>
        <span className="mid meta">{latest ? `${tallyWords(latest)} for this change` : ""}</span>
        {latest && <TriesAxis />}
      </header>
      {latest ? (
        <Rows rows={latest} {...list} />
      ) : (
        pruned === 0 && <p className="mid">Nothing is on its way yet. Messages appear here a moment after the order.</p>
      )}
      {earlier.map((change) => (
        <details key={change[0]?.id} className={s.earlier} open={change.some(wantsAPerson)}>
          <summary>
            When{" "}
            {titleWords(change[0]!)
              .replace(/^.*?: /, "")
              .replace(/, sent again.*/, "")}
            : {tallyWords(change)}
          </summary>
          <Rows rows={change} {...list} />
        </details>
      ))}
      {pruned > 0 && (
        <p className="mid meta">
          {pruned === 1 ? "1 older record was" : `${pruned} older records were`} taken out. The timeline says what
          became of those messages.
        </p>
      )}
      {children}
    </section>
  );
}

function Rows({ rows, place, now, resendAfter, sending }: ListProps) {
  return (
    <ul className={s.rows}>
      {rows.map((row) => {
        const { words, ...mark } = stateMark(row);
        return (
          <li key={row.id}>
            <span className={s.icon}>
              <Icon name={channelIcons[row.channel]} />
            </span>
            <div className={s.to}>
              <Link href={`/admin/deliveries/${row.id}`}>
                <b>{titleWords(row)}</b>
              </Link>
              <span className="meta mid">
                {row.destinationName ? channelWords[row.channel].toLowerCase() : row.address}
              </span>
            </div>
            <StateMark {...mark}>{words}</StateMark>
            <TriesPicture places={tryPlaces(row, row.tries)} />
            <div className={s.act}>
              <AgainFor row={row} sending={sending} />
            </div>
            <p className={s.say}>{sayWords(row, place, { now, resendAfter })}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** Deliveries of one change together, the newest change first. */
function byChange(rows: readonly OrderDelivery[]): OrderDelivery[][] {
  const changes = new Map<string, OrderDelivery[]>();
  for (const row of rows) changes.set(row.eventId, [...(changes.get(row.eventId) ?? []), row]);
  return [...changes.values()].reverse();
}

function wantsAPerson({ state }: OrderDelivery): boolean {
  return state === "dead" || state === "unknown";
}

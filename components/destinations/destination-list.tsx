import Link from "next/link";
import { channelIcons } from "@/components/deliveries/delivery-words";
import { standingOf } from "@/components/destinations/destination-words";
import s from "@/components/destinations/destinations.module.css";
import type { Place } from "@/components/layout/admin-clock";
import { Icon, StateMark } from "@/components/layout/admin-icons";
import type { DestinationView } from "@/lib/deliveries/destination-queries";
import { channelOfKind, kinds, kindWords } from "@/lib/deliveries/rules-of-destinations";

type Props = { destinations: readonly DestinationView[]; place: Place; now: Date };

/** Where exports go, each with how it does. */
export function DestinationList({ destinations, place, now }: Props) {
  return (
    <ul className={s.list} aria-label="Destinations">
      {destinations.map((destination) => {
        const { id, kind, name, address } = destination;
        const { words, says, ...mark } = standingOf(destination, place, now);
        return (
          <li key={id}>
            <Icon name={channelIcons[channelOfKind[kind]]} />
            <Link href={`/admin/destinations/${id}`} className={s.name}>
              <b>{name}</b>
              <span className="quiet meta">
                {kindWords[kind].name}, {address}
              </span>
            </Link>
            <p className="mid meta">{says}</p>
            <StateMark {...mark}>{words}</StateMark>
          </li>
        );
      })}
    </ul>
  );
}

/** What can be connected. */
export function KindChoices() {
  return (
    <nav className={s.kinds} aria-label="Kinds of destination">
      {kinds.map((kind) => (
        <Link key={kind} href={`/admin/destinations/new?kind=${kind}`}>
          <Icon name={channelIcons[channelOfKind[kind]]} />
          <b>{kindWords[kind].name}</b>
          <span className="mid meta">{kindWords[kind].says}</span>
        </Link>
      ))}
    </nav>
  );
}

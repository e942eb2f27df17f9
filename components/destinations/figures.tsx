import s from "@/components/destinations/destinations.module.css";
import { type Place, untilWords } from "@/components/layout/admin-clock";
import type { DestinationView } from "@/lib/deliveries/destination-queries";

type Props = { destination: DestinationView; place: Place; now: Date };

/** What a destination did in the last day, and what waits. */
export function Figures({ destination: { delivered, waiting, dead, oldestAt }, now }: Props) {
  const figures = [
    { name: "Delivered, last day", value: delivered },
    { name: "Waiting", value: waiting },
    { name: "Given up, last day", value: dead },
    { name: "Oldest waits since", value: oldestAt ? ageWords(oldestAt, now) : "–" },
  ];
  return (
    <dl className={s.figures}>
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ageWords(since: Date, now: Date): string {
  return untilWords(new Date(2 * now.getTime() - since.getTime()), now).replace(/^in /, "");
}

import Link from "next/link";
import s from "@/components/deliveries/deliveries.module.css";
import { stateMark } from "@/components/deliveries/delivery-words";
import { Glyph } from "@/components/layout/admin-icons";
import { channelWords, type DeliveryChannel, type DeliveryState, deliveryStateWords } from "@/lib/deliveries/status";

export type Filter = { state?: DeliveryState; channel?: DeliveryChannel; destination?: string };

const states = Object.keys(deliveryStateWords) as DeliveryState[];
const channels = Object.keys(channelWords) as DeliveryChannel[];

/** Narrows the list by state and by channel; each choice is an address. */
export function DeliveryFilter({ filter, counts }: { filter: Filter; counts: { dead: number; unknown: number } }) {
  return (
    <div className={s.filters}>
      <nav className="seg" aria-label="Channel">
        <Choice filter={{ ...filter, channel: undefined }} current={!filter.channel} words="All channels" />
        {channels.map((channel) => (
          <Choice
            key={channel}
            filter={{ ...filter, channel }}
            current={filter.channel === channel}
            words={channelWords[channel]}
          />
        ))}
      </nav>
      <nav className="seg" aria-label="State">
        <Choice filter={{ ...filter, state: undefined }} current={!filter.state} words="All states" />
        {states.map((state) => (
          <Choice
            key={state}
            filter={{ ...filter, state }}
            current={filter.state === state}
            words={deliveryStateWords[state]}
            state={state}
            count={state === "dead" || state === "unknown" ? counts[state] : 0}
          />
        ))}
      </nav>
    </div>
  );
}

type ChoiceProps = { filter: Filter; current: boolean; words: string; state?: DeliveryState; count?: number };

function Choice({ filter, current, words, state, count = 0 }: ChoiceProps) {
  const mark = state && stateMark({ state, attempts: 0 });
  return (
    <Link href={filterPath(filter)} aria-current={current ? "page" : undefined}>
      {mark && <Glyph name={mark.glyph} />}
      {words}
      {count > 0 && <span className="quiet">{count}</span>}
    </Link>
  );
}

/** The list's address under a filter, from a cursor if one is given. */
export function filterPath({ state, channel, destination }: Filter, cursor?: string): string {
  const query = new URLSearchParams();
  if (state) query.set("state", state);
  if (channel) query.set("channel", channel);
  if (destination) query.set("destination", destination);
  if (cursor) query.set("cursor", cursor);
  const text = query.toString();
  return text ? `/admin/deliveries?${text}` : "/admin/deliveries";
}

/** The filter that an address asks for; what it does not know it leaves out. */
export function filterOf(asked: { state: string; channel: string; destination: string }): Filter {
  return {
    ...(asked.destination && { destination: asked.destination }),
    state: states.find((state) => state === asked.state),
    channel: channels.find((each) => each === asked.channel),
  };
}

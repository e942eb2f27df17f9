import { FigureBars } from "@/components/deliveries/figure-bars";
import { barsWords, latencySays, latencyWords, sumOf } from "@/components/deliveries/figure-words";
import s from "@/components/deliveries/figures.module.css";
import { LatencyLines } from "@/components/deliveries/latency-lines";
import { momentWords, type Place, untilWords } from "@/components/layout/admin-clock";
import { Table } from "@/components/ui/table";
import { Segments } from "@/components/ui/tabs";
import type { DeliveryFigures, FigureBar } from "@/lib/deliveries/figures";
import { channelWords } from "@/lib/deliveries/status";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

type Props = {
  figures: DeliveryFigures;
  /** Where the other span is shown. */
  hrefs: { day: string; week: string };
  place: Place;
  now: Date;
};

/** How deliveries fare: in four figures, by when they were made, and how long a try takes; each also in words or as a table. */
export function FiguresPanel({ figures, hrefs, place, now }: Props) {
  const { span, bars, latency } = figures;
  const spans = [
    { href: hrefs.day, words: "24 hours", current: span === "day" },
    { href: hrefs.week, words: "7 days", current: span === "week" },
  ];
  return (
    <section className={`panel ${s.figures}`} aria-labelledby="figures">
      <header className={s.head}>
        <h2 id="figures">How they fare</h2>
        <Segments label="Figures of" of={spans} />
      </header>
      <Facts figures={figures} now={now} />
      <div className={s.charts}>
        <div>
          <h3 className="meta mid">By when they were made</h3>
          <FigureBars bars={bars} label={barsWords(figures)} wordsOf={(bar) => barName(bar, span, place)} />
          <p className={s.keys} aria-hidden="true">
            <span data-fill="ink">delivered</span>
            <span data-fill="open">on their way</span>
            <span data-fill="hatch">did not arrive</span>
            {bars.some(({ kept }) => kept > 0) && <span data-fill="pale">kept or withdrawn</span>}
          </p>
        </div>
        <div>
          <h3 className="meta mid">How long a try takes: half, and 95 in a hundred</h3>
          <LatencyLines latency={latency} label={latencySays(latency)} />
        </div>
      </div>
      <details className={s.table}>
        <summary>As a table</summary>
        <BarTable bars={bars.filter((bar) => sumOf(bar) > 0)} nameOf={(bar) => barMoment(bar, span, place)} />
        <LatencyTable figures={figures} />
      </details>
    </section>
  );
}

function Facts({ figures: { bars, waiting, failing, oldestAt, span }, now }: { figures: DeliveryFigures; now: Date }) {
  const sum = (field: "delivered" | "lost") => bars.reduce((total, bar) => total + bar[field], 0);
  const when = span === "day" ? "24 hours" : "7 days";
  const facts = [
    { name: `Delivered, ${when}`, value: sum("delivered"), under: "" },
    { name: "Waiting now", value: waiting, under: oldestAt ? `the oldest for ${ageWords(oldestAt, now)}` : "" },
    { name: "Failing now", value: failing, under: failing > 0 ? "tried again by themselves" : "" },
    { name: `Did not arrive, ${when}`, value: sum("lost"), under: "" },
  ];
  return (
    <dl className={s.facts}>
      {facts.map(({ name, value, under }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b>
            {under && <span className="meta mid">{under}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ageWords(since: Date, now: Date): string {
  return untilWords(new Date(2 * now.getTime() - since.getTime()), now)
    .replace(/^in /, "")
    .replace("now", "a moment");
}

/** "14:00", or "Fri 27 Nov". */
function barName({ at }: FigureBar, span: DeliveryFigures["span"], { locale, timezone }: Place): string {
  return span === "day" ? formatTime(at, locale, timezone) : formatShortDay(dayOf(at, timezone), locale);
}

function barMoment(bar: FigureBar, span: DeliveryFigures["span"], place: Place): string {
  return span === "day" ? momentWords(bar.at, place) : barName(bar, span, place);
}

function BarTable({ bars, nameOf }: { bars: readonly FigureBar[]; nameOf: (bar: FigureBar) => string }) {
  return (
    <Table
      caption="Messages by when they were made"
      rows={bars}
      keyOf={({ at }) => at.toISOString()}
      columns={[
        { head: "Made from", cell: nameOf, main: true },
        { head: "Delivered", cell: ({ delivered }) => delivered, num: true },
        { head: "On their way", cell: ({ underWay }) => underWay, num: true },
        { head: "Did not arrive", cell: ({ lost }) => lost, num: true },
        { head: "Kept or withdrawn", cell: ({ kept }) => kept, num: true },
      ]}
    />
  );
}

function LatencyTable({ figures: { latency } }: { figures: DeliveryFigures }) {
  return (
    <Table
      caption="How long a try takes, of the newest 2,000 messages of each channel"
      rows={latency}
      keyOf={({ channel }) => channel}
      columns={[
        { head: "Channel", cell: ({ channel }) => channelWords[channel], main: true },
        { head: "Tries", cell: ({ tries }) => tries, num: true },
        { head: "Half within", cell: ({ p50 }) => latencyWords(p50), num: true },
        { head: "95 in 100 within", cell: ({ p95 }) => latencyWords(p95), num: true },
      ]}
    />
  );
}

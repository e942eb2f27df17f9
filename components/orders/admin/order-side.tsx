import Link from "next/link";
import type { ReactNode } from "react";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Glyph, Icon, StateMark } from "@/components/layout/admin-icons";
import s from "@/components/orders/admin/order.module.css";
import type { Entry } from "@/components/orders/admin/timeline";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

type PickupProps = {
  day: string;
  /** Its time, if it has one. */
  time: string;
  /** Whether that is no longer offered. */
  gone: boolean;
  /** When the shop is open that day, if it has no time. */
  hours: string;
  address: string;
  /** Where the day can be changed. */
  change: string | null;
};

/** When and where the order is collected. */
export function Pickup({ day, time, gone, hours, address, change }: PickupProps) {
  return (
    <Section title="Pickup">
      <p className={s.large}>
        {day}
        {time && <span className={s.time}>{time}</span>}
      </p>
      {gone && (
        <p>
          <StateMark hue="unsure" glyph="unknown">
            This time is no longer offered
          </StateMark>
        </p>
      )}
      <p className="mid">{[hours, address].filter(Boolean).join(". ")}</p>
      {change && (
        <Link className={`btn small ${s.other}`} href={change}>
          {time ? "Another day or time" : "Another day"}
        </Link>
      )}
    </Section>
  );
}

type CustomerProps = {
  order: OrderSnapshot;
  /** What is known of them, and where; null for who may not see it, and for an order that was erased. */
  known: { words: string; href: string } | null;
};

/** Who ordered, and the ways to reach them. */
export function Customer({ known, order: { customer, notify, number } }: CustomerProps) {
  const tell = [notify.email && "email", notify.text && "text"].filter(Boolean).join(" and ");
  const subject = encodeURIComponent(`Your order ${number}`);
  return (
    <Section title="Customer">
      <p className={s.large}>{customer.name}</p>
      <p className={`mid ${s.reach}`}>
        {customer.phone && <span>{customer.phone}</span>}
        {customer.email && <span>{customer.email}</span>}
        {!customer.phone && !customer.email && <span>No number and no address</span>}
      </p>
      <div className={s.ways}>
        {customer.phone && (
          <>
            <a className="btn" href={`tel:${customer.phone}`}>
              <Icon name="call" />
              Call
            </a>
            <a className="btn" href={`sms:${customer.phone}`}>
              <Icon name="text" />
              Text
            </a>
          </>
        )}
        {customer.email && (
          <a className="btn" href={`mailto:${encodeURIComponent(customer.email)}?subject=${subject}`}>
            <Icon name="email" />
            Email
          </a>
        )}
      </div>
      <p className="meta quiet">{tell ? `Told by ${tell}.` : "Not told by message."}</p>
      {known && (
        <p className="meta">
          <Link className="link" href={known.href}>
            {known.words}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** Everything that happened, newest first. */
export function Timeline({ entries, place, children }: { entries: Entry[]; place: Place; children?: ReactNode }) {
  return (
    <Section title="Timeline">
      <ol className={s.timeline}>
        {entries.map((entry) => (
          <li key={entry.key}>
            <time dateTime={entry.at.toISOString()}>{momentWords(entry.at, place)}</time>
            <span className={s.dot} data-hue={entry.hue}>
              <Glyph name={entry.glyph} />
            </span>
            <p>
              {entry.undone ? <s>{entry.words}</s> : entry.strong ? <b>{entry.words}</b> : entry.words}
              {entry.details.map((words) => (
                <span key={words} className={s.detail}>
                  {words}
                </span>
              ))}
              <span>
                {entry.by}
                {entry.undone && ", undone"}
              </span>
            </p>
          </li>
        ))}
      </ol>
      {children}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`panel ${s.section}`} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

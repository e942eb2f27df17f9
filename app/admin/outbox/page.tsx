import type { Metadata } from "next";
import Link from "next/link";
import s from "@/components/deliveries/deliveries.module.css";
import { Message } from "@/components/deliveries/message";
import { OutboxBanner } from "@/components/deliveries/outbox-banner";
import { momentWords } from "@/components/layout/admin-clock";
import { Icon } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { ListKeys } from "@/components/ui/list-keys";
import { listOutbox, type ToActOn, whatSends } from "@/lib/deliveries/outbox-queries";
import { channelWords } from "@/lib/deliveries/status";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Outbox" };

type Props = { searchParams: SearchParams };

export default async function OutboxPage({ searchParams }: Props) {
  const [, shop, cursor] = await Promise.all([requireStaff(), getShop(), findWords(searchParams, "cursor")]);
  const { messages, next } = await listOutbox({ cursor });
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  return (
    <AdminPage title={<h1>Outbox</h1>}>
      <OutboxBanner sends={whatSends()} />
      {messages.length === 0 && (
        <p className="empty">
          <b>The outbox is empty.</b>
          Messages that nothing could send are kept here, as they would look.
        </p>
      )}
      <ul className={s.outbox}>
        {messages.map((message) => (
          <li key={message.id} data-row>
            <details className="panel">
              <summary>
                <Icon name={message.channel} />
                <span>
                  <b>{message.subject || firstLine(message.body)}</b>
                  <span className="meta quiet">
                    {channelWords[message.channel]} to {message.address}
                  </span>
                </span>
                <time className="meta quiet" dateTime={message.createdAt.toISOString()}>
                  {momentWords(message.createdAt, place)}
                </time>
              </summary>
              <Message {...message} />
              <p className={s.more}>
                {message.toActOn && <InTheirPlace {...message.toActOn} />}
                {message.orderId && (
                  <Link className="link meta" href={`/admin/orders/${message.orderId}`}>
                    Its order
                  </Link>
                )}
                <Link className="link meta" href={`/admin/deliveries/${message.id}`}>
                  Its delivery
                </Link>
              </p>
            </details>
          </li>
        ))}
      </ul>
      <ListKeys row="message" />
      <nav className={s.pages} aria-label="Pages">
        {cursor && (
          <Link className="btn" href="/admin/outbox">
            Newest
          </Link>
        )}
        {next && (
          <Link className="btn" href={`/admin/outbox?cursor=${next}`}>
            Older
          </Link>
        )}
      </nav>
    </AdminPage>
  );
}

/** Nothing carries it to the customer, so whoever tries the shop goes on from here. */
function InTheirPlace(toActOn: ToActOn) {
  if ("code" in toActOn)
    return (
      <span className="meta">
        The code is <b>{toActOn.code}</b>
      </span>
    );
  return (
    <a className="link meta" href={toActOn.path} target="_blank" rel="noreferrer">
      The customer’s page
    </a>
  );
}

function firstLine(body: string): string {
  return body.split("\n")[0]?.slice(0, 90) ?? "";
}

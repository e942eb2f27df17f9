import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { sayArrived, sendOnceMore } from "@/app/admin/deliveries/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { AgainFor } from "@/components/deliveries/again-for";
import { Attempts } from "@/components/deliveries/attempts";
import s from "@/components/deliveries/deliveries.module.css";
import {
  isErased,
  isUnderWay,
  placeWords,
  sayWords,
  stateMark,
  titleWords,
} from "@/components/deliveries/delivery-words";
import { Message } from "@/components/deliveries/message";
import { tryPlaces } from "@/components/deliveries/tries";
import { TriesAxis, TriesPicture } from "@/components/deliveries/tries-picture";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { may } from "@/lib/actor";
import { type DeliveryView, getDelivery, type Repeat } from "@/lib/deliveries/queries";
import { isRefusal } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

const readDelivery = cache(async (id: string) => {
  try {
    return await getDelivery(id);
  } catch (error) {
    if (isRefusal(error, "not_found")) notFound();
    throw error;
  }
});

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  return { title: titleWords(await readDelivery((await params).id)) };
});

export default staffPage(async function DeliveryPage({ params }: Props) {
  const staff = await requireStaff();
  const { id } = await params;
  const [delivery, shop, answer] = await Promise.all([readDelivery(id), getShop(), findAnswer()]);
  const now = new Date();
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(now, shop.timezone) };
  const { words, ...mark } = stateMark(delivery);
  const sending = {
    again: may(staff, "deliveries.send_again") ? sendOnceMore : null,
    arrived: may(staff, "deliveries.send_again") ? sayArrived : null,
    refused: answer && !answer.done ? { id: answer.about, words: answer.message } : null,
  };
  return (
    <AdminPage
      title={
        <Link className="btn bare small" href="/admin/deliveries">
          ‹ Deliveries
        </Link>
      }
    >
      <Refresh every={3} while={isUnderWay(delivery, now)} />
      <div className={s.title}>
        <h1>{titleWords(delivery)}</h1>
        <StateMark {...mark} pill>
          {words}
        </StateMark>
        <span className="push" />
        {!delivery.repeatedBy && <AgainFor row={delivery} sending={sending} />}
      </div>
      <p className={s.lead}>{sayWords(delivery, place, { now, resendAfter: shop.resendUnknownAfter })}</p>
      <div className={s.two}>
        <section className={`panel ${s.panel}`} aria-label="The message">
          <h2>The message</h2>
          {isErased(delivery) ? (
            <p className="mid">It was emptied when the customer was erased. Nothing of it is kept.</p>
          ) : (
            <>
              <p className="meta quiet">
                As it was made {momentWords(delivery.createdAt, place)}. Secret links are masked.
              </p>
              <Message {...delivery} />
            </>
          )}
        </section>
        <div>
          <section className={`panel ${s.panel}`} aria-label="Attempts">
            <header className={s.tries}>
              <h2>Attempts</h2>
              <TriesAxis />
              <TriesPicture places={tryPlaces(delivery, delivery.tries)} />
            </header>
            <Attempts tries={delivery.tries} place={place} />
          </section>
          <section className={`panel ${s.panel}`} aria-label="About this message">
            <dl className={s.facts}>
              <dt>To</dt>
              <dd>
                {placeWords(delivery)}
                <span className="quiet meta">{delivery.address}</span>
              </dd>
              {delivery.orderId && (
                <>
                  <dt>Order</dt>
                  <dd>
                    <Link className="link" href={`/admin/orders/${delivery.orderId}`}>
                      {delivery.orderNumber}
                    </Link>
                  </dd>
                </>
              )}
              <Repeats delivery={delivery} place={place} />
              <dt>Id</dt>
              <dd>
                <code>{delivery.id}</code>
              </dd>
              {delivery.providerId && (
                <>
                  <dt>Their id</dt>
                  <dd>
                    <code>{delivery.providerId}</code>
                  </dd>
                </>
              )}
            </dl>
          </section>
        </div>
      </div>
    </AdminPage>
  );
});

/** The delivery that this one repeats, and the one that repeats it. */
function Repeats({ delivery: { repeatsId, repeats, repeatedBy }, place }: { delivery: DeliveryView; place: Place }) {
  return (
    <>
      {repeatsId && (
        <>
          <dt>Repeats</dt>
          <dd>{repeats ? <OtherDelivery of={repeats} place={place} /> : "One whose record was taken out"}</dd>
        </>
      )}
      {repeatedBy && (
        <>
          <dt>Sent again</dt>
          <dd>
            <OtherDelivery of={repeatedBy} place={place} />
          </dd>
        </>
      )}
    </>
  );
}

function OtherDelivery({ of: { id, createdAt }, place }: { of: Repeat; place: Place }) {
  return (
    <Link className="link" href={`/admin/deliveries/${id}`}>
      The message of {momentWords(createdAt, place)}
    </Link>
  );
}

"use client";

import Link from "next/link";
import { useActionState } from "react";
import { itemPath } from "@/components/catalog/paths";
import { useLivePlace } from "@/components/live/use-live-place";
import { OrderingNotice, useTakesOrders } from "@/components/ordering/ordering-now";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Photo } from "@/components/ui/photo";
import { Press } from "@/components/ui/press";
import { Countdown } from "@/components/waiting/countdown";
import { dayWords, endedWords, inLineWords, wantedWords } from "@/components/waiting/place-words";
import { untilWords } from "@/lib/settings/rules-of-ordering";
import type { PlaceView } from "@/lib/waiting/queries";
import { hasEnded } from "@/lib/waiting/rules";

type Actions = { confirm: Action; accept: Action; leave: Action };
type Props = { place: PlaceView; shop: { locale: string; timezone: string }; actions: Actions };

/** A place in line, as it moves: to confirm, waiting, its turn, or over. Each has one thing to press. */
export function PlacePage({ place: initial, shop, actions }: Props) {
  const place = useLivePlace(initial);
  return (
    <main id="main" className="in-line">
      <div className={isOver(place) ? "print gone" : "print"}>
        <Photo photo={place.photo} alt="" sizes="(min-width: 620px) 588px, 100vw" first letter={place.itemName} />
      </div>
      <section className="blk" aria-live="polite" aria-labelledby="place">
        <Head place={place} shop={shop} />
      </section>
      <OrderingNotice />
      <Doing place={place} actions={actions} />
      {!hasEnded(place.state) && <Leave place={place} leave={actions.leave} />}
    </main>
  );
}

/** In line no more, and with nothing of it. */
function isOver({ state }: PlaceView): boolean {
  return hasEnded(state) && state !== "taken";
}

function Head({ place, shop }: Omit<Props, "actions">) {
  const { state, units, until, now } = place;
  if (hasEnded(state)) return <Ended place={place} />;
  if (state === "offered" && units && until) {
    return (
      <>
        <h1 id="place">It is your turn</h1>
        <p className="lede">{`${wantedWords(place, units)} ${dayWords(place, shop.locale)} is kept for you.`}</p>
        <Countdown
          until={until}
          now={now}
          clock={untilWords({ until: Date.parse(until), now: Date.parse(now), ...shop })}
        />
        {units < place.wanted && (
          <p className="small">{`You asked for ${place.wanted}. This is what you can have now.`}</p>
        )}
      </>
    );
  }
  const { title, words } = inLineWords(place);
  return (
    <>
      <h1 id="place">{title}</h1>
      <p className="lede">{`${wantedWords(place, place.wanted)} ${dayWords(place, shop.locale)}`}</p>
      <p className="small">
        {words}
        {place.takesFewer && " Fewer will do."}
      </p>
    </>
  );
}

function Ended({ place }: { place: PlaceView }) {
  if (!hasEnded(place.state)) return null;
  const { title, words } = endedWords[place.shut ? "shut" : place.state];
  return (
    <>
      <h1 id="place">{title}</h1>
      <p className="lede">{wantedWords(place, place.wanted)}</p>
      <p className="small">{words}</p>
      <p className="mt-5">
        {place.order ? (
          <Link className="btn" href={`/orders/${place.order.token}`} prefetch={false}>
            {`See order ${place.order.number}`}
          </Link>
        ) : (
          <Link className="btn quiet" href={itemPath(place.itemSlug, place.day)} prefetch={false}>
            See what is left
          </Link>
        )}
      </p>
    </>
  );
}

function Doing({ place, actions }: Pick<Props, "place" | "actions">) {
  const takesOrders = useTakesOrders();
  if (place.state === "unconfirmed")
    return <Do action={actions.confirm} token={place.token} words="Confirm my place" waiting="Confirming" />;
  if (place.state !== "offered" || place.units === null || !takesOrders) return null;
  const words = place.inCart ? "Go on to checkout" : "Order now";
  return <Do action={actions.accept} token={place.token} words={words} waiting="One moment" />;
}

type DoProps = { action: Action; token: string; words: string; waiting: string };

function Do({ action, token, words, waiting }: DoProps) {
  const [state, send] = useActionState(action, {});
  return (
    <form action={send} className="blk">
      <input type="hidden" name="token" value={token} />
      <Press waiting={waiting}>{words}</Press>
      <div role="alert">
        <FieldError id="place-wrong" words={state.message ?? state.fields?.token} />
      </div>
    </form>
  );
}

function Leave({ place, leave }: { place: PlaceView; leave: Action }) {
  const [state, send] = useActionState(leave, {});
  const offered = place.state === "offered";
  return (
    <form action={send} className="blk" id="leave">
      <input type="hidden" name="token" value={place.token} />
      <Press className="btn quiet" waiting="Leaving">
        {offered ? "Not for me" : "Leave the waiting list"}
      </Press>
      {offered && <p className="small mt-2">It goes to the next in line at once.</p>}
      <div role="alert">
        <FieldError id="leave-wrong" words={state.message} />
      </div>
    </form>
  );
}

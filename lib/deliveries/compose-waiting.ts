import type { Message } from "@/lib/deliveries/compose";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import type { PlaceLetter } from "@/lib/deliveries/emails/place-letter";
import { renderEmail } from "@/lib/deliveries/emails/render";
import {
  placeItem,
  placeLetter,
  placeText,
  placeUrl,
  placeWords,
  type ToldPlace,
  untilWords,
} from "@/lib/deliveries/offer-words";
import type { Shop } from "@/lib/settings/queries";
import type { PlaceLetterKind } from "@/lib/settings/words";
import { formatDay } from "@/lib/time";

type Telling = { place: ToldPlace; state: string; shop: Shop };
type Words = (telling: Telling) => { letter: PlaceLetter; text: string };

/** What somebody in line is told, by the event. */
const told: Readonly<Record<string, Words>> = {
  "waiting.asked": (telling) => (telling.state === "unconfirmed" ? askToConfirm(telling) : sayWhere(telling)),
  "waiting.offered": (telling) => inShopsWords("back", telling),
  "waiting.kept_longer": sayLonger,
  "waiting.passed": sayPassed,
  "waiting.over": (telling) => inShopsWords("gone", telling),
  "waiting.shut": sayShut,
};

/** The message to somebody in line that an event leads to, by email or by text: none for any other event, or once they were erased. */
export async function composeWaiting(event: ToldEvent, shop: Shop): Promise<Message[]> {
  const words = told[event.type];
  const { email = "", phone = "" } = event.personal as { email?: string; phone?: string };
  if (!words || (!email && !phone)) return [];
  const telling = { place: placeOf(event), state: String(event.snapshot.state), shop };
  const { letter, text } = words(telling);
  if (!email)
    return [{ channel: "text", place: "customer", address: phone, body: placeText(text, telling.place, shop) }];
  return [{ channel: "email", place: "customer", address: email, ...(await renderEmail.place(letter, shop)) }];
}

function inShopsWords(kind: PlaceLetterKind, { place, shop }: Telling): ReturnType<Words> {
  return { letter: placeLetter(kind, place, shop), text: placeWords(kind, place, shop).text };
}

function placeOf({ snapshot, personal }: ToldEvent): ToldPlace {
  const { token, item, units, day, until } = snapshot as Omit<ToldPlace, "until"> & { until: string | null };
  return { token, item, units, day, until: until ? new Date(until) : null, name: String(personal.name ?? "") };
}

function askToConfirm({ place, shop }: Telling): ReturnType<Words> {
  return {
    letter: {
      ...{ subject: `${shop.name}: confirm your place in line`, title: "Take your place in line" },
      opening: [
        `You asked for ${placeItem(place)}${forDay(place, shop)}. Confirm, and you are in line from that moment.`,
      ],
      press: { href: placeUrl(place), words: "Look and confirm" },
      closing: ["If you did not ask for this, leave it: without it nothing happens."],
      leave: false,
    },
    text: `confirm your place in line for ${placeItem(place)}:`,
  };
}

function sayWhere({ place, shop }: Telling): ReturnType<Words> {
  return {
    letter: {
      ...{ subject: `${shop.name}: you are in line`, title: "You are in line already" },
      opening: [
        `Your place for ${placeItem(place)}${forDay(place, shop)} stands. You hear from us when it is your turn.`,
      ],
      press: { href: placeUrl(place), words: "See your place" },
      closing: [],
      leave: true,
    },
    text: `you are in line for ${placeItem(place)}:`,
  };
}

function sayLonger({ place, shop }: Telling): ReturnType<Words> {
  const until = place.until ? untilWords(place.until, shop) : "";
  return {
    letter: {
      ...{ subject: `${shop.name}: kept for you until ${until}`, title: "Kept for you longer" },
      opening: [
        `Ordering is paused for a while, so we keep ${placeItem(place)}${forDay(place, shop)} for you longer: until ${until}.`,
      ],
      press: { href: placeUrl(place), words: "See when you can order" },
      closing: [],
      leave: true,
    },
    text: `ordering is paused for a while, so ${placeItem(place)} is kept for you until ${until}.`,
  };
}

function sayPassed({ place, shop }: Telling): ReturnType<Words> {
  return {
    letter: {
      ...{ subject: `${shop.name}: your turn has passed`, title: "Your turn has passed" },
      opening: [
        `We kept ${placeItem(place)}${forDay(place, shop)} for you. The time is over, so it is no longer kept.`,
      ],
      press: { href: placeUrl(place), words: "See what is left" },
      closing: [],
      leave: false,
    },
    text: `the time for ${placeItem(place)} is over. It is no longer kept for you.`,
  };
}

function sayShut({ place, shop }: Telling): ReturnType<Words> {
  const day = place.day ? formatDay(place.day, shop.locale) : "";
  return {
    letter: {
      ...{ subject: `${shop.name}: we are closed on ${day}`, title: "We are closed that day" },
      opening: [
        `You waited for ${placeItem(place)}${forDay(place, shop)}. We are closed that day, so this waiting list has ended, and nothing is kept for you. We are sorry.`,
      ],
      press: { href: placeUrl(place), words: "See what is left" },
      closing: [],
      leave: false,
    },
    text: `we are closed on ${day}, so the waiting list for ${placeItem(place)} has ended.`,
  };
}

function forDay({ day }: ToldPlace, { locale }: Shop): string {
  return day ? ` for ${formatDay(day, locale)}` : "";
}

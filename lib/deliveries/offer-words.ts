import { appUrl } from "@/lib/deliveries/channels/settings";
import type { PlaceLetter } from "@/lib/deliveries/emails/place-letter";
import { fitText } from "@/lib/deliveries/rules-of-segments";
import type { Shop } from "@/lib/settings/queries";
import { type OwnWords, type PlaceLetterKind, wordsInForce } from "@/lib/settings/words";
import { fillWords } from "@/lib/settings/words-of-placeholders";
import { type Day, dayOf, formatDay, formatShortDay, formatTime } from "@/lib/time";

/** A place in line as messages tell of it. */
export type ToldPlace = {
  token: string;
  /** The customer's name, if it was given. */
  name: string;
  item: string;
  units: number;
  /** None for goods that keep. */
  day: Day | null;
  /** Until when an offer stands. */
  until: Date | null;
};

/** The words of a letter to somebody in line: the shop's own, or ours, filled in. */
export function placeWords(kind: PlaceLetterKind, place: ToldPlace, shop: Shop): OwnWords {
  const { subject, opening, closing, text } = wordsInForce(kind, shop.messageWords);
  const fill = (words: string, day: string) => fillWords(words, valuesOf(place, shop, day)).trimEnd();
  const [long, short] = place.day
    ? [formatDay(place.day, shop.locale), formatShortDay(place.day, shop.locale)]
    : [anyDay[kind], anyDay[kind]];
  return {
    subject: fill(subject, long),
    opening: fill(opening, long),
    closing: fill(closing, long),
    text: fill(text, short),
  };
}

/** What is said of the day of goods that keep. */
const anyDay: Readonly<Record<PlaceLetterKind, string>> = { back: "when you like", gone: "for any day" };

const around = {
  back: { title: "It is your turn", press: "Order now", leave: true },
  gone: { title: "None came back", press: "See what is left", leave: false },
} as const;

/** The letter that goes with these words. */
export function placeLetter(kind: PlaceLetterKind, place: ToldPlace, shop: Shop): PlaceLetter {
  const { subject, opening, closing } = placeWords(kind, place, shop);
  const { title, press, leave } = around[kind];
  return {
    ...{ subject, title, leave },
    opening: paragraphs(opening),
    press: { href: placeUrl(place), words: press },
    closing: paragraphs(closing),
  };
}

/** Words to a customer as a text: the shop's name before them, the place's link after them. */
export function placeText(words: string, place: Pick<ToldPlace, "token">, shop: Shop): string {
  return fitText(shop.name, `: ${words} ${placeUrl(place)}`);
}

/** The address of a place's page. */
export function placeUrl({ token }: Pick<ToldPlace, "token">): string {
  return `${appUrl()}/waiting/${token}`;
}

/** "2 × Seeded rye, 900 g". */
export function placeItem({ units, item }: Pick<ToldPlace, "units" | "item">): string {
  return units === 1 ? item : `${units} × ${item}`;
}

function valuesOf(place: ToldPlace, shop: Shop, pickup: string) {
  const [name = ""] = place.name.trim().split(/\s+/);
  return {
    name,
    item: placeItem(place),
    until: place.until ? untilWords(place.until, shop) : "",
    pickup,
    shop: shop.name,
  };
}

/** "14:30", with its day if that is not today. */
export function untilWords(until: Date, { locale, timezone }: Shop): string {
  const time = formatTime(until, locale, timezone);
  const day = dayOf(until, timezone);
  return day === dayOf(new Date(), timezone) ? time : `${formatShortDay(day, locale)} ${time}`;
}

function paragraphs(words: string): string[] {
  return words
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
}

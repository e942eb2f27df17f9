import { momentWords } from "@/lib/catalog/words-of-drops";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import type { Message } from "@/lib/deliveries/compose";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import type { DropNews } from "@/lib/deliveries/emails/drop-letter";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { Shop } from "@/lib/settings/queries";

type Told = { name: string; slug: string; startsAt: string; items: string[]; wishIds: string[] };
type Words = (told: Told, at: Date, shop: Shop) => DropNews;

/** Where a letter goes to somebody who wants to be told of a drop: their wish's id stands after it. */
export const wishPlace = "wish:";

/** What those are told who want to be, by the event. */
const news: Readonly<Record<string, Words>> = {
  "drop.near": sayNear,
  "drop.moved": sayMoved,
  "drop.called_off": sayCalledOff,
};

/** Whether an event leads to letters to those who want to be told of a drop. */
export function isDropNews(type: string): boolean {
  return Object.hasOwn(news, type);
}

/** Stands in a letter that is made once for all, until each gets the address at which they hear no more. */
const anyToken = "token-of-whoever-reads-it";

/** The letters that such an event leads to: one for each who still wants to be told, their bytes final. */
export async function composeDrop(event: ToldEvent, shop: Shop): Promise<Message[]> {
  const told = event.snapshot as Told;
  const words = news[event.type];
  const wishes = await db().dropWish.findMany({
    where: { id: { in: told.wishIds } },
    select: { id: true, email: true, token: true },
    orderBy: { id: "asc" },
  });
  if (wishes.length === 0 || !words) return [];
  const mail = await renderEmail.drop(words(told, event.at, shop), shop);
  return wishes.map(({ id, email, token }) => ({
    ...{ channel: "email", place: `${wishPlace}${id}`, address: email, subject: mail.subject },
    ...{ body: mail.body.replaceAll(anyToken, token), html: mail.html.replaceAll(anyToken, token) },
  }));
}

/** Whether what a letter about a drop tells is still so: its reader still wants to be told, and a drop that begins was not called off since. */
export async function isDropStill(tx: Tx, type: string, place: string): Promise<boolean> {
  const [wish] = await tx.$queryRaw<{ calledOff: boolean }[]>`
    SELECT d.cancelled_at IS NOT NULL AS "calledOff" FROM drop_wishes w JOIN drops d ON d.id = w.drop_id
     WHERE w.id = ${place.slice(wishPlace.length)}`;
  return wish !== undefined && (type === "drop.called_off" || !wish.calledOff);
}

function sayNear({ name, slug, startsAt, items }: Told, at: Date, shop: Shop): DropNews {
  const begins = new Date(startsAt);
  const path = `/drops/${slug}`;
  const brings = items.length > 1 || items[0] !== name ? [`It brings ${list(items)}.`] : [];
  if (begins <= at) {
    const paragraphs = ["You asked to be told: it can be ordered now, while there is some left.", ...brings];
    return { title: `${name} has begun`, paragraphs, path, press: "Order now", leave: null };
  }
  const paragraphs = [`It begins on ${momentWords(begins, shop)}. Its page opens by itself then.`, ...brings];
  return { title: `${name} begins soon`, paragraphs, path, press: "See its page", leave };
}

function sayMoved({ name, slug, startsAt }: Told, _: Date, shop: Shop): DropNews {
  const paragraphs = [
    `You asked to be told of it. It was moved, and begins on ${momentWords(new Date(startsAt), shop)}. Its page opens by itself then.`,
  ];
  return {
    ...{ title: `${name} begins at another time`, paragraphs, path: `/drops/${slug}` },
    ...{ press: "See its page", leave },
  };
}

function sayCalledOff({ name }: Told): DropNews {
  const paragraphs = ["You asked to be told of it. It will not take place. We are sorry.", "You hear no more of it."];
  return { title: `${name} was called off`, paragraphs, path: "/", press: "See the shop", leave: null };
}

/** Where somebody says that they want to hear no more of a drop. */
const leave = `/wishes/${anyToken}`;

function list(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}

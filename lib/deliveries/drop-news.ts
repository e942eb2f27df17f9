import { momentWords } from "@/lib/catalog/words-of-drops";
import { db } from "@/lib/db/client";
import type { Message } from "@/lib/deliveries/compose";
import type { ToldEvent } from "@/lib/deliveries/compose-news";
import type { DropNews } from "@/lib/deliveries/emails/drop-letter";
import { renderEmail } from "@/lib/deliveries/emails/render";
import type { Shop } from "@/lib/settings/queries";

type Near = { name: string; slug: string; startsAt: string; items: string[]; wishIds: string[] };

/** Where a letter goes to somebody who wants to be told of a drop: their wish's id stands after it. */
export const wishPlace = "wish:";

/** The letters that `drop.near` leads to: one for each who still wants to be told, their bytes final. */
export async function composeDrop(event: ToldEvent, shop: Shop): Promise<Message[]> {
  const near = event.snapshot as Near;
  const wishes = await db().dropWish.findMany({
    where: { id: { in: near.wishIds } },
    select: { id: true, email: true },
    orderBy: { id: "asc" },
  });
  if (wishes.length === 0) return [];
  const mail = await renderEmail.drop(newsOf(near, event.at, shop), shop);
  return wishes.map(({ id, email }) => ({ channel: "email", place: `${wishPlace}${id}`, address: email, ...mail }));
}

function newsOf({ name, slug, startsAt, items }: Near, at: Date, shop: Shop): DropNews {
  const begins = new Date(startsAt);
  const brings = items.length > 1 || items[0] !== name ? [`It brings ${list(items)}.`] : [];
  if (begins <= at) {
    const paragraphs = ["You asked to be told: it can be ordered now, while there is some left.", ...brings];
    return { title: `${name} has begun`, paragraphs, slug, press: "Order now" };
  }
  const paragraphs = [`It begins on ${momentWords(begins, shop)}. Its page opens by itself then.`, ...brings];
  return { title: `${name} begins soon`, paragraphs, slug, press: "See its page" };
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}

import { type Actor, requirePermission } from "@/lib/actor";
import { type Mail, renderEmail } from "@/lib/deliveries/emails/render";
import { placeLetter, placeText, placeWords } from "@/lib/deliveries/offer-words";
import { measureText, type TextSize } from "@/lib/deliveries/rules-of-segments";
import { sampleLetter, samplePlace } from "@/lib/deliveries/sample-letter";
import { textWords } from "@/lib/deliveries/text-words";
import { changeWords } from "@/lib/orders/words-of-change";
import type { Shop } from "@/lib/settings/queries";
import { isPlaceLetter, type MessageKind, type OwnWords, ownOnly, type PlaceLetterKind } from "@/lib/settings/words";
import { placeholderTrouble } from "@/lib/settings/words-of-placeholders";

/** A letter as a customer would get it, and what is wrong with its words: the first trouble of each part. */
export type LetterPreview = {
  subject: string;
  html: string;
  body: string;
  text: string;
  size: TextSize;
  wrong: Partial<OwnWords>;
};

type Typed = { kind: MessageKind } & OwnWords;

/**
 * Shows a letter with words that are being typed, about a sample order of the shop's own items. Nothing is stored; words that could not be saved are
 * shown as they stand. Refuses `not_permitted`, `not_signed_in`.
 */
export async function previewLetter(actor: Actor | null, { kind, ...words }: Typed): Promise<LetterPreview> {
  requirePermission(actor, "settings.change");
  const { subject, html, body, text } = await letterWith(kind, words);
  return { subject, html, body, text, size: measureText(text), wrong: troubleOf(kind, words) };
}

/** A letter about a sample of the shop's own, and its text, in words that are not saved yet. */
export async function letterWith(kind: MessageKind, words: OwnWords): Promise<Mail & { text: string }> {
  if (isPlaceLetter(kind)) return placeWith(kind, words);
  const { order, shop, days, previous } = await sampleLetter(kind);
  const telling = { order, shop: saying(shop, kind, words), days };
  const changes = changeWords(order, previous);
  const mail = await renderEmail.customer(kind, { ...telling, changes, at: new Date() });
  return { ...mail, text: textWords(kind, telling) };
}

async function placeWith(kind: PlaceLetterKind, words: OwnWords): Promise<Mail & { text: string }> {
  const { place, shop: sample } = await samplePlace();
  const shop = saying(sample, kind, words);
  const mail = await renderEmail.place(placeLetter(kind, place, shop), shop);
  return { ...mail, text: placeText(placeWords(kind, place, shop).text, place, shop) };
}

function saying(shop: Shop, kind: MessageKind, words: OwnWords): Shop {
  return { ...shop, messageWords: { ...shop.messageWords, [kind]: ownOnly(kind, words) } };
}

function troubleOf(kind: MessageKind, words: OwnWords): Partial<OwnWords> {
  const found = Object.entries(words).map(([part, typed]) => [part, placeholderTrouble(typed, kind)] as const);
  return Object.fromEntries(found.filter(([, trouble]) => trouble !== null));
}

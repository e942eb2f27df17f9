import { type Actor, requirePermission } from "@/lib/actor";
import { renderEmail } from "@/lib/deliveries/emails/render";
import { measureText, type TextSize } from "@/lib/deliveries/rules-of-segments";
import { sampleLetter } from "@/lib/deliveries/sample-letter";
import { textWords } from "@/lib/deliveries/text-words";
import { changeWords } from "@/lib/orders/words-of-change";
import { type MessageKind, type OwnWords, ownOnly } from "@/lib/settings/words";
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
  const request = await sampleWith(kind, words);
  const { subject, html, body } = await renderEmail.customer(kind, request);
  const text = textWords(kind, request);
  return { subject, html, body, text, size: measureText(text), wrong: troubleOf(words) };
}

/** A sample order told in words that are not saved yet. */
export async function sampleWith(kind: MessageKind, words: OwnWords) {
  const { order, shop, hours, previous } = await sampleLetter(kind);
  const messageWords = { ...shop.messageWords, [kind]: ownOnly(kind, words) };
  return { order, shop: { ...shop, messageWords }, hours, changes: changeWords(order, previous), at: new Date() };
}

function troubleOf(words: OwnWords): Partial<OwnWords> {
  const found = Object.entries(words).map(([part, typed]) => [part, placeholderTrouble(typed)] as const);
  return Object.fromEntries(found.filter(([, trouble]) => trouble !== null));
}

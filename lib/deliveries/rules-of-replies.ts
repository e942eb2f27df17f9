/** What a reply wants: no more texts, or texts again. */
export type Wish = "stop" | "start";

/** The words that text services know everywhere, in English. */
const stopWords = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"];
const startWords = ["start", "yes", "unstop"];

/** What people say in other languages, by the shop's own. */
const stopWordsOf: Readonly<Record<string, readonly string[]>> = {
  de: ["stopp", "stoppen", "abmelden"],
  es: ["alto", "parar", "baja"],
  fr: ["arret", "arrêt", "arreter", "arrêter"],
  it: ["ferma", "basta", "cancella"],
  nl: ["stoppen", "afmelden"],
  pt: ["parar", "sair", "cancelar"],
};

/**
 * What a reply wants, if it is one of the words and nothing else; case, spaces and signs around it do not count. Null for anything else. What the
 * service itself made of it (Twilio's OptOutType) counts before the words.
 */
export function wishOf({ body, kind, locale }: { body: string; kind: string; locale: string }): Wish | null {
  const word = (kind || body)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
  if (startWords.includes(word)) return "start";
  const spoken = stopWordsOf[locale.split("-")[0]!.toLowerCase()] ?? [];
  return stopWords.includes(word) || spoken.includes(word) ? "stop" : null;
}

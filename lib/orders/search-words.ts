/** What was typed to find orders or customers, taken apart. */
export type Search = {
  /** A tsquery over the words of `order_words`; empty if there is nothing to look for among them. */
  words: string;
  /** The numbers that the end of it may stand for, and all of it in small letters: "FB-1045" is 1045, or 45 after "FB-10". */
  numbers: number[];
  whole: string;
};

const longest = 80;
const mostWords = 8;
/** As in the function `order_words`. */
const separators = /[\s!-/:-@[-`{-~\u2010-\u2027]+/u;
const accents = /[\u0300-\u036f]/g;

/**
 * Takes apart what a person types: words without accents in small letters, each of which must begin a word of a name or email or be
 * part of a phone number; and numbers of orders. Null if nothing can be looked for: blank, a broken character, nothing but signs.
 */
export function readSearch(typed: string): Search | null {
  if (!typed.isWellFormed() || typed.includes("\0")) return null;
  const whole = fold(typed).trim().slice(0, longest).trim();
  const words = isPhone(whole) ? digitsOf(whole) : wordsOf(whole);
  const numbers = numbersAtEnd(whole);
  return words === "" && numbers.length === 0 ? null : { words, numbers, whole: whole.replace(/^#/, "") };
}

function fold(typed: string): string {
  return typed
    .slice(0, longest * 4)
    .normalize("NFKD")
    .replace(accents, "")
    .toLowerCase();
}

/** Nothing but digits and what stands between the digits of a phone number. */
function isPhone(text: string): boolean {
  return /^[\d\s()+./-]+$/.test(text) && /\d/.test(text);
}

/** Numbers are kept with the country before them: the zeros that are dialled at home say nothing. Two digits are on every phone. */
function digitsOf(text: string): string {
  const digits = text.replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");
  return digits.length < 3 ? "" : beginsWith(digits);
}

function wordsOf(text: string): string {
  const terms = text.split(/\s+/).flatMap((part) => (part.includes("@") ? emailTerms(part) : wordTerms(part)));
  const telling = terms.some(({ letter }) => !letter) ? terms.filter(({ letter }) => !letter) : terms;
  return [...new Set(telling.map(({ term }) => term))].slice(0, mostWords).join(" & ");
}

type Term = { term: string; letter: boolean };

function wordTerms(text: string): Term[] {
  const words = text.split(separators).filter(Boolean);
  return words.map((word) =>
    isLetter(word) ? { term: quoted(word), letter: true } : { term: wordOrPhone(word), letter: false },
  );
}

/** What stands before a sign is a whole word, and looked up as one; what follows the domain's name says nothing more. */
function emailTerms(text: string): Term[] {
  const at = text.lastIndexOf("@");
  const [domain = "", ...rest] = text.slice(at + 1).split(".");
  const whole = text.slice(0, at).split(separators).filter(Boolean);
  const begun = domain.split(separators).filter(Boolean);
  const last = rest.length === 0 ? begun.splice(-1) : [];
  return [...[...whole, ...begun].map(quoted), ...last.map(beginsWith)].map((term) => ({ term, letter: false }));
}

/** A letter begins a good part of all words. Other scripts say more with one sign. */
function isLetter(word: string): boolean {
  return /^[a-z\d]$/.test(word);
}

function wordOrPhone(word: string): string {
  const dialled = /^0+(\d{3,})$/.exec(word)?.[1];
  return dialled ? `(${beginsWith(word)} | ${beginsWith(dialled)})` : beginsWith(word);
}

function beginsWith(word: string): string {
  return `${quoted(word)}:*`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

function numbersAtEnd(text: string): number[] {
  const digits = /\d{1,9}$/.exec(text)?.[0] ?? "";
  return [...new Set([...digits].map((_, from) => Number(digits.slice(from))))];
}

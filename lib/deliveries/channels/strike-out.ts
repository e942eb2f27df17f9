import type { Answer } from "@/lib/deliveries/rules";

/** Shorter words are no secrets, and stand in too many answers. */
const shortest = 8;
/** So short a part of an address may be a name. */
const shortestInAddress = 12;
const dot = "•";

/** How a character of a secret comes back: as it is, in JSON, in an address, in HTML. */
const ways: Readonly<Record<string, string>> = {
  "/": "(?:\\\\?/|%2F|&#47;|&#x2F;|\\\\u002f)",
  "+": "(?:\\+|%2B|&#43;|&#x2B;|\\\\u002b)",
  "=": "(?:=|%3D|&#61;|&#x3D;|\\\\u003d)",
  ":": "(?::|%3A)",
};

/** So many characters an answer is read further, so that no secret is cut in two where it is cut off. */
export function marginFor(secrets: readonly string[]): number {
  return Math.max(0, ...secrets.map(({ length }) => length)) * 6;
}

/** The first `most` characters of what somebody answered, with our secrets struck out in whichever way they come back. */
export function strikeOut(text: string, secrets: readonly string[], most = Number.POSITIVE_INFINITY): string {
  let struck = text;
  // As long as they were until it is cut: what is cut off stays where it is.
  for (const secret of secrets.filter(({ length }) => length >= shortest))
    struck = struck.replace(patternOf(secret), (found) => dot.repeat(found.length));
  return struck.slice(0, most).replace(/•{3,}/g, dot.repeat(3));
}

/** The same of an answer's words. */
export function withoutSecrets(answer: Answer, secrets: readonly string[]): Answer {
  return { ...answer, detail: strikeOut(answer.detail, secrets) };
}

/** What of a request is secret by itself: what its headers prove us by, and the words of its address that are long enough. */
export function secretsOfRequest(address: string, headers: Readonly<Record<string, string>>): string[] {
  const proofs = [headers.authorization ?? "", headers["webhook-signature"] ?? ""].flatMap((value) => value.split(" "));
  return [...proofs.map((proof) => proof.replace(/^v1,/, "")), ...wordsOf(address)].filter(
    ({ length }) => length >= shortest,
  );
}

function wordsOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`.split(/[/?&=]/).filter(({ length }) => length >= shortestInAddress);
}

function patternOf(secret: string): RegExp {
  const one = (character: string) => ways[character] ?? character.replace(/[\\^$.*?()[\]{}|]/, "\\$&");
  return new RegExp([...secret].map(one).join(""), "gi");
}

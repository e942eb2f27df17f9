/** What a link to a person of the shop is for. */
export type LinkKind = "invite" | "reset" | "email";

/** Hours that a link is good for. */
export const linkHours: Readonly<Record<LinkKind, number>> = { invite: 72, reset: 1, email: 24 };

/** Where a link leads; its token, or in a mail that is not sent yet its id, follows. */
export const linkPaths: Readonly<Record<LinkKind, string>> = {
  invite: "/invite/",
  reset: "/reset/",
  email: "/confirm-email/",
};

/** Why a link no longer works. */
export type LinkTrouble = "used" | "expired" | "withdrawn" | "unknown";

const troubleWords: Readonly<Record<LinkTrouble, string>> = {
  used: "was used already. Each works once.",
  expired: "is too old.",
  withdrawn: "was withdrawn.",
  unknown: "is not one of ours. Was it copied whole?",
};

const againWords: Readonly<Record<LinkKind, string>> = {
  invite: "Ask the person who invited you for a new one.",
  reset: "Ask for a new one.",
  email: "Change your email address again to get a new one.",
};

/** "This link is too old. Ask for a new one." */
export function linkWords(kind: LinkKind, trouble: LinkTrouble): string {
  return `This link ${troubleWords[trouble]} ${againWords[kind]}`;
}

/** How many recovery codes a person has. */
export const recoveryCodeCount = 10;

/** What a browser calls itself, as people know it: "Firefox on Windows". */
export function browserWords(userAgent: string): string {
  const browser = named(browsers, userAgent) ?? "A browser";
  const system = named(systems, userAgent);
  return system ? `${browser} on ${system}` : browser;
}

/** The more particular first: Edge and Opera say that they are Chrome, and Chrome that it is Safari. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/iPad/, "iPad"],
  [/iPhone|iPod/, "iPhone"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

function named(names: readonly [RegExp, string][], userAgent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/** GSM 03.38's basic characters: one septet each. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Its extension: two septets each. */
const extended = new Set("\f^{}\\[~]|€");

export type TextSize = { alphabet: "gsm7" | "ucs2"; units: number; segments: number };

/** How a text is sent: its alphabet, its length in septets or UTF-16 units, and how many segments it is paid as. */
export function measureText(text: string): TextSize {
  const characters = [...text];
  const gsm = characters.every((character) => basic.has(character) || extended.has(character));
  const sizes = gsm ? characters.map((one) => (extended.has(one) ? 2 : 1)) : characters.map((one) => one.length);
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, each] = gsm ? [160, 153] : [70, 67];
  return { alphabet: gsm ? "gsm7" : "ucs2", units, segments: units <= single ? 1 : segmentsOf(sizes, each) };
}

/** A character is never cut in two: one that does not fit begins the next segment. */
function segmentsOf(sizes: readonly number[], each: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

const plainer: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "\u00a0": " ",
};

/** Typographic marks as their plain cousins, so that a text does not need twice the segments for them. */
export function plainMarks(text: string): string {
  return text.replace(/[‘’“”–—…\u00a0]/g, (mark) => plainer[mark] ?? mark);
}

/**
 * A text of at most `most` segments: `name` before `rest`, shortened if need be. `rest` stays whole: were it alone too
 * long, the text would be longer, since a cut link is worth nothing.
 */
export function fitText(name: string, rest: string, most = 2): string {
  const characters = [...plainMarks(name)];
  const tail = plainMarks(rest);
  for (let length = characters.length; length > 0; length -= 1) {
    const text = `${characters.slice(0, length).join("").trimEnd()}${tail}`;
    if (measureText(text).segments <= most) return text;
  }
  return tail;
}

type TextParts = { shop: string; number: string; words: string; link: string };

/** A text to a customer: the shop's name, the order's number, the news, the order's link; at most two segments. */
export function customerText({ shop, number, words, link }: TextParts): string {
  const named = words.includes(number) ? "" : ` ${number}`;
  return fitText(shop, `${named}: ${words} ${link}`);
}

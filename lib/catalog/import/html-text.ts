const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  ccedil: "ç",
  ouml: "ö",
  uuml: "ü",
  auml: "ä",
  szlig: "ß",
  ntilde: "ñ",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  deg: "°",
  times: "×",
  frac12: "½",
  euro: "€",
  pound: "£",
};

const block = /^(?:p|div|h[1-6]|ul|ol|table|tr|section|article|blockquote|header|footer)$/;
const hidden = /^(?:script|style|template|iframe|object|noscript|svg|title)$/;

/** What a reader of the HTML would read: its words in lines and paragraphs, list items with a dash, and nothing that runs or links. */
export function textOfHtml(html: string): string {
  let text = "";
  let skipping: string | null = null;
  for (const piece of html.matchAll(
    /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>?|[^<]+|</g,
  )) {
    const [all, slash, tag] = piece;
    const name = tag?.toLowerCase();
    if (skipping) {
      if (slash && name === skipping) skipping = null;
    } else if (name) {
      if (!slash && hidden.test(name)) skipping = name;
      text += breakFor(name, slash === "/");
    } else if (!all.startsWith("<!--")) text += decode(all.replace(/\s+/g, " "));
  }
  return tidy(text);
}

function breakFor(name: string, closes: boolean): string {
  if (name === "br" || name === "hr") return "\n";
  if (name === "li") return closes ? "\n" : "\n- ";
  if (name === "td" || name === "th") return closes ? " " : "";
  return block.test(name) ? "\n\n" : "";
}

function tidy(text: string): string {
  return text
    .replace(/[ \u00A0]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{2,}(?=- )/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]\w{1,30}));/g, (all, decimal, hex, name) => {
    if (name) return named[name] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    const isLetter =
      code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 127 && code < 160);
    return isLetter ? String.fromCodePoint(code) : "";
  });
}
